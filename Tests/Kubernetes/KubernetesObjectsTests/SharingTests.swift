import JSON
import Testing

@testable import KubernetesObjects

/// Objects that share what they have in common are what they would be alone.
@Suite struct SharingTests {
  @Test func sharingChangesNoObject() throws {
    let pool = SharingPool()
    for _ in 0..<2 {
      for json in try recordedObjects() {
        let type = try #require(json["kind"]?.stringValue.flatMap { objectKinds[$0] })
        let object = try type.init(reading: JSONDocument(json).root, sharing: pool)
        #expect(object.json.serialized() == (try type.init(json: json)).json.serialized())
      }
    }
  }

  @Test func whatIsEqualButWrittenOtherwiseIsNotMixed() throws {
    let pool = SharingPool()
    // The same letter, composed and decomposed; the same amount in two forms; the same members in another order.
    let composed = "caf\u{E9} of more than fifteen bytes"
    let decomposed = "cafe\u{301} of more than fifteen bytes"
    #expect(composed == decomposed)
    for (text, cpu) in [(composed, "1"), (decomposed, "1000m")] {
      for isReversed in [false, true] {
        var unknown: JSONValue = isReversed ? ["b": 2, "a": 1] : ["a": 1, "b": 2]
        unknown["text"] = .string(text)
        let json: JSONValue = [
          "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a", "labels": ["text": .string(text)]],
          "spec": ["containers": [["name": "a", "resources": ["limits": ["cpu": .string(cpu)]], "unknown": unknown]]],
        ]
        #expect(try Pod(reading: JSONDocument(json).root, sharing: pool).json.serialized() == json.serialized())
      }
    }
  }

  @Test func errorsNameTheSamePlace() throws {
    let json: JSONValue = ["spec": ["containers": [["name": "a", "env": [["name": "A"], ["name": 1]]]]]]
    let alone = #expect(throws: ObjectError.self) { try Pod(json: json) }
    let pool = SharingPool()
    for _ in 0..<2 {
      let shared = #expect(throws: ObjectError.self) { try Pod(reading: JSONDocument(json).root, sharing: pool) }
      #expect(shared == alone)
    }
  }

  @Test func nothingOfASecretStaysInThePool() throws {
    let pool = SharingPool()
    let metadata: JSONValue = ["name": "a", "annotations": ["last-applied": "password: hunter2 hunter2 hunter2"]]
    let data: JSONValue = ["password": "aHVudGVyMmh1bnRlcjI="]
    let secret: JSONValue = ["metadata": metadata, "data": data, "stringData": ["p": "hunter2 hunter2"]]
    _ = try Secret(reading: JSONDocument(secret).root, sharing: pool)
    let map: JSONValue = ["metadata": ["name": "a", "labels": ["label": "that is in the pool"]]]
    _ = try ConfigMap(reading: JSONDocument(map).root, sharing: pool)
    var text = ""
    dump(pool, to: &text)
    #expect(text.contains("that is in the pool"))
    #expect(!text.contains("hunter2"))
    #expect(!text.contains("aHVudGVyMmh1bnRlcjI="))
  }

  @Test func whatIsMetAgainStaysAndTheRestIsForgotten() {
    var generations = Generations<Int, Int>(bound: 100)
    generations.insert(-1, for: -1, weight: 1)
    for key in 0..<10_000 {
      #expect(generations.value(for: -1) == -1)
      #expect(generations.value(for: key) == nil)
      generations.insert(key, for: key, weight: 1)
    }
    let kept = (0..<10_000).filter { generations.value(for: $0) != nil }
    #expect(kept.count >= 99 && kept.count <= 202)
    #expect(kept.last == 9999)
  }
}
