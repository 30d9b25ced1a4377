import JSON
import Testing

@testable import KubernetesSandbox

/// Definitions in a cluster: their names, their rules, and what becomes of objects when they change.
struct KindsDefinitionTests {
  private static let resource = "customresourcedefinitions.apiextensions.k8s.io"

  private static func definition(
    _ plural: String, _ kind: String,
    spec: JSONValue = ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
  ) -> JSONValue {
    [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": .string("\(plural).example.com")],
      "spec": [
        "group": "example.com", "scope": "Namespaced", "names": ["plural": .string(plural), "kind": .string(kind)],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
          ]
        ],
      ],
    ]
  }

  private static func thing(_ kind: String, _ name: String, _ spec: JSONValue) -> JSONValue {
    ["apiVersion": "example.com/v1", "kind": .string(kind), "metadata": ["name": .string(name)], "spec": spec]
  }

  private static func condition(_ type: String, of definition: JSONValue) -> JSONValue? {
    definition["status"]?["conditions"]?.arrayValue?.first { $0["type"] == .string(type) }
  }

  @Test func aNewOneHasItsNamesAtOnceAndIsServed() throws {
    var world = try KindsWorld()
    let made = try world.make(Self.resource, Self.definition("widgets", "Widget"), in: nil).object
    #expect(Self.condition("NamesAccepted", of: made)?["status"] == "True")
    #expect(Self.condition("Established", of: made)?["reason"] == "InitialNamesAccepted")
    #expect(
      made["status"]?["acceptedNames"]
        == ["plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"])
    let widget = try world.make("widgets.example.com", Self.thing("Widget", "a", ["any": 1])).object
    #expect(widget["spec"] == ["any": 1])
  }

  @Test func aKindThatIsTakenIsNotAcceptedAndNotServed() throws {
    var world = try KindsWorld()
    try world.make(Self.resource, Self.definition("widgets", "Widget"), in: nil)
    let second = try world.make(Self.resource, Self.definition("wodgets", "Widget"), in: nil).object
    #expect(Self.condition("NamesAccepted", of: second)?["reason"] == "ListKindConflict")
    #expect(Self.condition("NamesAccepted", of: second)?["message"] == "\"WidgetList\" is already in use")
    #expect(Self.condition("Established", of: second)?["status"] == "False")
    let refusal = KindsWorld.refusal { try world.make("wodgets.example.com", Self.thing("Widget", "a", [:])) }
    #expect(refusal?.reason == .notFound)
  }

  @Test func aRuleThatIsNotKnownHereIsAskedOfTheValidatorAndElseWarnedOf() throws {
    let spec: JSONValue = [
      "type": "object", "properties": ["time": ["type": "string", "maxLength": 10]],
      "x-kubernetes-validations": [
        ["rule": "duration(self.time) > duration('1s')", "message": "too short"],
        ["rule": "self.time != 'never'", "message": "never is no time"],
      ],
    ]
    var world = try KindsWorld()
    try world.make(Self.resource, Self.definition("clocks", "Clock", spec: spec), in: nil)
    let result = try world.make("clocks.example.com", Self.thing("Clock", "a", ["time": "1ms"]))
    #expect(
      result.warnings == [
        "spec: the rule \"duration(self.time) > duration('1s')\" was not checked, because this server does not know "
          + "the function 'duration'; a real API server checks it"
      ])
    let known = KindsWorld.refusal {
      try world.make("clocks.example.com", Self.thing("Clock", "b", ["time": "never"]))
    }
    #expect(known?.causes.map(\.message) == ["Invalid value: never is no time"])

    let validator = ObjectValidator { _, kind, object, _ in
      guard kind == "Clock" else { return .cannotEvaluate }
      // Of what it says of a rule that the server knows itself, nothing counts.
      return .problems(
        object["spec"]?["time"] == "1ms"
          ? [
            APIFailure.Cause("FieldValueInvalid", "Invalid value: too short", field: "spec"),
            APIFailure.Cause("FieldValueInvalid", "Invalid value: never is no time", field: "spec"),
          ] : [])
    }
    var asked = try KindsWorld(validator: validator)
    try asked.make(Self.resource, Self.definition("clocks", "Clock", spec: spec), in: nil)
    let refusal = KindsWorld.refusal {
      try asked.make("clocks.example.com", Self.thing("Clock", "a", ["time": "1ms"]))
    }
    #expect(refusal?.causes.map(\.message) == ["Invalid value: too short"])
    #expect(try asked.make("clocks.example.com", Self.thing("Clock", "b", ["time": "1h"])).warnings.isEmpty)
  }

  @Test func aChangedSchemaHoldsFromThenOnAndWhatWasThereMayStay() throws {
    var world = try KindsWorld()
    let made = try world.make(Self.resource, Self.definition("widgets", "Widget"), in: nil).object
    try world.make("widgets.example.com", Self.thing("Widget", "a", ["size": 50, "note": "x"]))
    let strict: JSONValue = [
      "type": "object",
      "properties": [
        "size": ["type": "integer", "x-kubernetes-validations": [["rule": "self < 10", "message": "small"]]],
        "note": ["type": "string"],
      ],
    ]
    let changed = Self.definition("widgets", "Widget", spec: strict)["spec"]?["versions"] ?? []
    try world.patch(
      Self.resource, made["metadata"]?["name"]?.stringValue ?? "", ["spec": ["versions": changed]], in: nil)
    let noted = try world.patch("widgets.example.com", "a", ["spec": ["note": "y"]]).object
    #expect(noted["spec"] == ["size": 50, "note": "y"])
    let refusal = KindsWorld.refusal { try world.patch("widgets.example.com", "a", ["spec": ["size": 51]]) }
    #expect(refusal?.causes == [APIFailure.Cause("FieldValueInvalid", "Invalid value: 51: small", field: "spec.size")])
  }

  @Test func aVersionThatWasStoredStaysUntilTheStatusLetsItGo() throws {
    var world = try KindsWorld()
    let definition = Self.definition("widgets", "Widget")
    try world.make(Self.resource, definition, in: nil)
    let first = definition["spec"]?["versions"]?[0] ?? [:]
    var old = first
    old["storage"] = false
    var new = first
    new["name"] = "v2"
    try world.patch(Self.resource, "widgets.example.com", ["spec": ["versions": [old, new]]], in: nil)
    let refusal = KindsWorld.refusal {
      try world.patch(Self.resource, "widgets.example.com", ["spec": ["versions": [new]]], in: nil)
    }
    #expect(refusal?.causes.map(\.field) == ["status.storedVersions[0]"])
    try world.patch(
      Self.resource, "widgets.example.com", ["status": ["storedVersions": ["v2"]]], in: nil, subresource: "status")
    let left = try world.patch(Self.resource, "widgets.example.com", ["spec": ["versions": [new]]], in: nil).object
    #expect(left["status"]?["storedVersions"] == ["v2"])
  }

  @Test func conversionByAWebhookIsRefusedWithWhatToDo() throws {
    var world = try KindsWorld()
    var definition = Self.definition("widgets", "Widget")
    definition["spec"]?["conversion"] = ["strategy": "Webhook"]
    let refusal = KindsWorld.refusal { try world.make(Self.resource, definition, in: nil) }
    #expect(refusal?.causes.map(\.field) == ["spec.conversion.strategy"])
    #expect(refusal?.message.contains("use a real API server") == true)
  }
}
