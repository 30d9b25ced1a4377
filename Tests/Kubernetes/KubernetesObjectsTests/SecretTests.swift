import JSON
import KubernetesObjects
import Testing

@Suite struct SecretTests {
  @Test func valuesAreBytesAndBase64InJSON() throws {
    let json: JSONValue = [
      "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a"],
      "data": ["empty": "", "password": "aHVudGVyMg=="],
    ]
    let secret = try Secret(json: json)
    #expect(secret.data["password"]?.reveal() == Array("hunter2".utf8))
    #expect(secret.data["empty"]?.reveal() == [])
    #expect(secret.json == json)
  }

  @Test(arguments: [
    "a", "ab", "abc", "abcd", "ab==", "abc=", "abc==", "a===", "ab=c", "ab!=", "YWI", "YWJj\nZGVm", "====",
  ])
  func base64IsReadStrictly(_ text: String) {
    let valid = ["abcd", "ab==", "abc=", "YWJj\nZGVm"]
    let json: JSONValue = ["metadata": ["name": "a"], "data": ["k": .string(text)]]
    #expect(((try? Secret(json: json)) != nil) == valid.contains(text))
  }

  @Test func everyLengthComesBack() throws {
    var bytes: [UInt8] = []
    for length in 0..<70 {
      let secret = Secret(metadata: ObjectMeta(name: "a"), data: ["k": SecretBytes(bytes)])
      #expect(try Secret(json: secret.json) == secret)
      bytes.append(UInt8(truncatingIfNeeded: length * 37 + 11))
    }
  }

  @Test func noWayOfPrintingShowsAValue() {
    let secret = Secret(
      metadata: ObjectMeta(name: "a"), data: ["k": SecretBytes("hunter2")], stringData: ["t": SecretText("hunter3")])
    var dumped = ""
    dump(secret, to: &dumped)
    for text in [dumped, "\(secret)", String(reflecting: secret), "\(secret.data)", "\(secret.stringData)"] {
      #expect(!text.contains("hunter"))
      #expect(!text.contains("aHVudGVyMg"))
      // Not even byte by byte.
      #expect(!text.contains("104"))
    }
  }
}
