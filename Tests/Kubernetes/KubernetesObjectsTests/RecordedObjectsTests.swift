import JSON
import KubernetesObjects
import Testing

/// Objects of a real API server.
@Suite struct RecordedObjectsTests {
  private func read(_ json: JSONValue) throws -> any KubernetesObject {
    let kind = try #require(json["kind"]?.stringValue)
    let type = try #require(objectKinds[kind], "no type for \(kind)")
    #expect(json["apiVersion"]?.stringValue == type.apiVersion)
    return try type.init(json: json)
  }

  @Test func everyObjectIsWrittenAsItWasRead() throws {
    var kinds: Set<String> = []
    for json in try recordedObjects() {
      let object = try read(json)
      #expect(object.json == json, "\(json["metadata"]?["name"] ?? nil)")
      kinds.insert(type(of: object).kind)
    }
    #expect(kinds == Set(objectKinds.keys))
  }

  @Test func everyObjectComesBackFromItsOwnBytes() throws {
    for json in try recordedObjects() {
      let object = try read(json)
      let bytes = object.json.serialized()
      let again = try read(try JSONValue(parsing: bytes))
      #expect(again.json.serialized() == bytes)
    }
  }

  /// What is kept without being understood; whatever else these objects hold has a field.
  @Test func onlyTheseFieldsHaveNoTypeOfTheirOwn() throws {
    var unread: Set<String> = []
    for json in try recordedObjects() { collectUnread(in: try read(json), into: &unread) }
    let expected: Set<String> = [
      "Container.stdin", "Container.tty", "ContainerStatus.user", "NodeStatus.daemonEndpoints", "NodeStatus.images",
      "NodeStatus.nodeInfo", "PodSpec.readinessGates", "PodSpec.schedulingGates", "SecurityContext.seLinuxOptions",
      "Volume.ephemeral", "Volume.nfs",
    ]
    #expect(unread == expected)
  }

  /// Names the members that are kept though they say something.
  private func collectUnread(in value: Any, into unread: inout Set<String>) {
    let mirror = Mirror(reflecting: value)
    for child in mirror.children {
      if child.label == "other", let members = child.value as? JSONObject {
        for (key, member) in members where !saysNothing(member) { unread.insert("\(mirror.subjectType).\(key)") }
      } else if !(child.value is JSONValue) {
        collectUnread(in: child.value, into: &unread)
      }
    }
  }

  private func saysNothing(_ value: JSONValue) -> Bool {
    value == .null || value == "" || value == 0 || value == false || value == [] || value == [:]
  }
}
