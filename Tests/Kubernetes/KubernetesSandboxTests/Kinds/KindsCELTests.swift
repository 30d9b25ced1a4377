import JSON
import Testing

@testable import KubernetesSandbox

/// Expressions, what they come to, and what is said of those that come to nothing.
struct KindsCELTests {
  private static let object: JSONValue = [
    "name": "tcp-a", "count": 3, "ratio": 1.5, "list": [1, 2, 3], "names": ["a", "b", "a"], "map": ["x": 1, "y": 2],
    "nested": [["id": 1, "on": true], ["id": 2]], "my-dash": "d",
  ]

  private static func value(_ text: String, old: JSONValue? = nil) throws -> JSONValue {
    try CELProgram(text).value(of: object, old: old)
  }

  private static func failure(_ text: String) -> CELError? {
    do throws(CELError) {
      _ = try CELProgram(text).value(of: object, old: nil)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    "self.count == 3", "self.count + 1 == 4 && self.count - 1 == 2 && self.count * 2 == 6 && self.count / 2 == 1",
    "self.count % 2 == 1", "-self.count == -3", "self.ratio > 1.0 && self.ratio * 2.0 == 3.0", "1 < 1.5 && 2.0 == 2",
    "!(self.count < 3) && self.count <= 3 && self.count >= 3 && self.count != 4", "has(self.name) && !has(self.none)",
    "!has(self.none) || self.none > 3", "self.list.all(x, x > 0) && !self.list.all(x, x > 1)",
    "self.list.exists(x, x == 2) && self.names.exists_one(n, n == 'b') && !self.names.existsOne(n, n == 'a')",
    "self.list.map(x, x * 2) == [2, 4, 6] && self.list.map(x, x > 1, x + 1) == [3, 4]",
    "self.nested.filter(n, has(n.on) && n.on)[0].id == 1", "self.map.all(k, self.map[k] > 0) && 'x' in self.map",
    "2 in self.list && !(9 in self.list) && 'tcp-a' in ['a', \"tcp-a\"]",
    "size(self.list) == 3 && self.name.size() == 5",
    "self.name.startsWith('tcp-') && self.name.endsWith('a') && self.name.contains('p-')",
    "self.name.matches('^[a-z]+-[a-z]$') && !self.name.matches('[0-9]')", "'ABC'.lowerAscii() == 'abc'",
    "'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b' && 'aXb'.replace('X', '') == 'ab'",
    "'abc'.substring(1) == 'bc' && 'abc'.substring(0, 2) == 'ab' && 'abc'.indexOf('c') == 2 && 'aba'.lastIndexOf('a') == 2",
    "string(self.count) == '3' && int('4') == 4 && double(1) == 1.0", "self.count > 2 ? true : self.none",
    "self.my__dash__dash == 'd'", "'x' + 'y' == 'xy' && [1] + [2] == [1, 2]", "[1, 2].sum() == 3 && [3, 1].min() == 1",
    "{'a': 1}.a == 1 && {'a': 1} == {'a': 1}", "r'\\d' == '\\\\d' && '\\u0041' == 'A'",
    "(true || false) && !(true && false)",
    "// a remark\n true", "type(1) == type(2)",
  ])
  func itHolds(_ text: String) throws {
    #expect(try Self.value(text) == true)
  }

  @Test func theValueBeforeIsKnownToRulesAboutChangesAlone() throws {
    #expect(try CELProgram("self == oldSelf").isTransition)
    #expect(try CELProgram("self.count > 1").isTransition == false)
    #expect(try CELProgram("self.count >= oldSelf.count").holds(for: Self.object, old: ["count": 2]))
    #expect(try !CELProgram("self.count >= oldSelf.count").holds(for: Self.object, old: ["count": 4]))
  }

  /// Either side may fail where the other one decides.
  @Test(arguments: ["self.none == 1 || true", "true || self.none == 1", "!(self.none == 1 && false)"])
  func whatDecidesCountsWhateverTheOtherSideDoes(_ text: String) throws {
    #expect(try Self.value(text) == true)
  }

  @Test(arguments: [
    ("self.none", "no such key: none"), ("self.list[7]", "index out of bounds: 7"), ("1 / 0 == 1", "division by zero"),
    ("self.name > 3", "no such overload: _>_(string, int)"), ("9223372036854775807 + 1 > 0", "integer overflow"),
    ("'a'.matches('[')", "error parsing regexp: `[`"),
  ])
  func whatCannotBeWorkedOutIsSaid(_ text: String, _ message: String) {
    #expect(Self.failure(text) == .evaluation(message))
  }

  @Test(arguments: [
    ("self.spec >", 11), ("self.(", 5), ("'open", 0), ("self ==", 7), ("other > 1", 0), ("self.a b", 7),
    ("has(self)", 0),
    ("1 +* 2", 3), ("#", 0),
  ])
  func whatIsNoExpressionIsToldWithItsPlace(_ text: String, _ offset: Int) {
    let failure = Self.failure(text)
    #expect(failure?.kind == .syntax)
    #expect(failure?.offset == offset)
  }

  @Test(arguments: [
    "duration('1h') > duration('1m')", "self.name.format([1])", "quantity('1Gi').isGreaterThan(quantity('1Mi'))",
    "self.?name.orValue('x') == 'x'", "b'abc' == b'abc'", "1u == 1u",
  ])
  func whatIsNotKnownHereIsNoMistake(_ text: String) {
    #expect(Self.failure(text)?.kind == .unsupported)
  }

  @Test func anExpressionIsBoundInDepthAndInSteps() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(Self.failure(deep)?.message == "expression recursion limit exceeded: 250")
    #expect(Self.failure(String(repeating: "!", count: 5000) + "true")?.kind == .syntax)
    let list = "[" + Array(repeating: "1", count: 150).joined(separator: ",") + "]"
    let long = "\(list).all(a, \(list).all(b, \(list).all(c, \(list).all(d, a == b))))"
    #expect(Self.failure(long)?.message == "operation cancelled: actual cost limit exceeded")
  }

  /// Whatever bytes come, reading them ends, and gives a program or a reason.
  @Test(arguments: UInt64(1)...40)
  func whateverIsReadEnds(_ seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let parts = [
      "self", ".", "a", "(", ")", "[", "]", "'x'", "1", "2.5", "&&", "||", "!", "==", "in", "?", ":", ",", "has", "all",
      "{", "}", "-", " ", "size", "oldSelf", "\"", "\\", "x", "filter",
    ]
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<(1 + next(20)) { text += parts[next(parts.count)] }
      _ = Self.failure(text)
    }
  }
}
