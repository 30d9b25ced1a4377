import JSON
import KubernetesObjects
import Testing

@Suite struct SelectorTests {
  @Test func selectorsFindWhatTheAPIServerFinds() throws {
    let lines = RecordedSelectors.lines.split(separator: "\n")
    let sets = try #require(try JSONValue(parsing: String(lines[0])).arrayValue)
    let labels = sets.map { set in
      Dictionary(uniqueKeysWithValues: (set.objectValue ?? JSONObject()).map { ($0.key, $0.value.stringValue ?? "") })
    }
    #expect(labels.count > 10 && lines.count > 100)
    for line in lines.dropFirst() {
      let json = try JSONValue(parsing: String(line))
      let text = try #require(json[0]?.stringValue)
      guard let expected = json[1]?.arrayValue?.compactMap(\.intValue) else {
        #expect(throws: ObjectError.self, "'\(text)'") { try Selector(text) }
        continue
      }
      let selector = try Selector(text)
      #expect(labels.indices.filter { selector.matches(labels[$0]) } == expected, "'\(text)'")
      #expect(try Selector(selector.description) == selector, "'\(text)'")
    }
  }

  @Test(arguments: [
    ("a=b,c in (x,y),!d", "a=b,c in (x,y),!d"), ("c in ( y , x,y ) , a==b", "a=b,c in (x,y)"), ("b,a", "a,b"),
    ("a notin (x)", "a notin (x)"), ("n>1,n<5", "n>1,n<5"), ("a in ()", "a in ()"), ("a!=", "a!="), ("", ""),
  ])
  func theTextIsInOrder(text: String, printed: String) throws {
    #expect(try Selector(text).description == printed)
  }

  @Test func notInMatchesWhatHasNoSuchLabel() throws {
    let selector = LabelSelector(
      matchLabels: ["app": "kafka"],
      matchExpressions: [
        LabelSelectorRequirement(key: "zone", operator: "NotIn", values: ["a", "b"])
      ])
    #expect(try selector.matches(["app": "kafka"]))
    #expect(try selector.matches(["app": "kafka", "zone": "c"]))
    #expect(try !selector.matches(["app": "kafka", "zone": "a"]))
    #expect(try !selector.matches(["zone": "c"]))
    #expect(try Selector(selector).description == "app=kafka,zone notin (a,b)")
  }

  @Test func everyOperatorOfTheAPIHasItsMeaning() throws {
    func matches(_ operator: String, _ values: [String] = [], _ labels: [String: String]) throws -> Bool {
      let requirement = LabelSelectorRequirement(key: "a", operator: `operator`, values: values)
      return try LabelSelector(matchExpressions: [requirement]).matches(labels)
    }
    #expect(try matches("In", ["x", "y"], ["a": "y"]))
    #expect(try !matches("In", ["x", "y"], ["a": ""]))
    #expect(try !matches("In", ["x"], [:]))
    #expect(try matches("Exists", [], ["a": ""]))
    #expect(try !matches("Exists", [], ["b": ""]))
    #expect(try matches("DoesNotExist", [], ["b": ""]))
    #expect(try !matches("DoesNotExist", [], ["a": ""]))
  }

  @Test func anEmptySelectorMatchesAllAndNoneMatchesNothing() throws {
    #expect(try LabelSelector().matches([:]))
    #expect(try Selector(LabelSelector()).matches(["a": "b"]))
    #expect(try !Selector(LabelSelector?.none).matches(["a": "b"]))
    #expect(!Selector.nothing.matches([:]))
    #expect(try Selector("") != .nothing)
  }

  @Test func whatTheAPIServerRefusesIsRefusedAtItsPlace() {
    func refusal(_ key: String, _ operator: String, _ values: [String] = []) -> String? {
      let requirement = LabelSelectorRequirement(key: key, operator: `operator`, values: values)
      let selector = LabelSelector(matchExpressions: [
        LabelSelectorRequirement(key: "b", operator: "Exists"), requirement,
      ])
      return #expect(throws: ObjectError.self) { try selector.matches([:]) }?.description
    }
    #expect(refusal("a", "In") == "matchExpressions[1]: at least one value is expected")
    #expect(refusal("a", "NotIn") == "matchExpressions[1]: at least one value is expected")
    #expect(refusal("a", "Exists", ["x"]) == "matchExpressions[1]: no value is expected")
    #expect(
      refusal("a", "Gt", ["1"])
        == "matchExpressions[1].operator: 'Gt' is none of In, NotIn, Exists and DoesNotExist")
    #expect(refusal("", "Exists") == "matchExpressions[1]: '' is no key of a label: the name is empty")
    #expect(
      refusal("a", "In", ["-x"])
        == "matchExpressions[1]: '-x' is no value of a label: it does not begin and end with a letter or a digit")
    let labels = LabelSelector(matchLabels: ["a b": "c"])
    let error = #expect(throws: ObjectError.self) { try labels.matches([:]) }
    #expect(error?.path.description == #"matchLabels["a b"]"#)
  }
}
