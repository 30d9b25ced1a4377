import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreListTests {
  private func filled(_ names: [String], _ limits: StoreLimits = StoreLimits()) throws -> StoreWorld {
    var world = try StoreWorld(limits: limits)
    for name in names { try world.create("configmaps", ["metadata": ["name": .string(name)]]) }
    return world
  }

  @Test func aListIsInTheOrderOfNamesAndOfOneNamespaceOrOfAll() throws {
    var world = try filled(["b", "a", "c"])
    try world.create("configmaps", ["metadata": ["name": "z"]], in: "default")
    let list = try world.list("configmaps")
    #expect(list.names == ["a", "b", "c"])
    #expect(list.resourceVersion == world.state.version)
    #expect(try world.list("configmaps", in: nil).names == ["z", "a", "b", "c"])
    #expect(try world.list("configmaps", in: "none").names == [])
  }

  @Test func aNamespaceWhoseNameBeginsLikeAnotherIsApart() throws {
    var world = try StoreWorld()
    for name in ["test-b", "test0"] {
      try world.create("namespaces", ["metadata": ["name": .string(name)]], in: nil)
      try world.create("configmaps", ["metadata": ["name": "other"]], in: name)
    }
    try world.create("configmaps", ["metadata": ["name": "own"]])
    #expect(try world.list("configmaps").names == ["own"])
    #expect(try world.list("configmaps", in: nil).names.count == 3)
  }

  @Test func pagesShowTheStateOfTheFirstWhateverIsWrittenInBetween() throws {
    var world = try filled(["l0", "l1", "l2", "l3"])
    let first = try world.list("configmaps") { $0.limit = 2 }
    #expect(first.names == ["l0", "l1"] && first.remainingItemCount == 2)
    try world.delete("configmaps", "l2")
    try world.patch("configmaps", "l3", ["data": ["a": "7"]])
    try world.create("configmaps", ["metadata": ["name": "l9"]])
    try world.create("configmaps", ["metadata": ["name": "l2"]])
    let second = try world.list("configmaps") { ($0.limit, $0.continueToken) = (9, first.continueToken ?? "") }
    #expect(second.names == ["l2", "l3"] && second.objects[1].json["data"] == nil)
    #expect(second.resourceVersion == first.resourceVersion)
    #expect(second.continueToken == nil && second.remainingItemCount == nil)
  }

  @Test func aLimitOfTheWholeListNeedsNoSecondPage() throws {
    let world = try filled(["a", "b"])
    let page = try world.list("configmaps") { $0.limit = 2 }
    #expect(page.names == ["a", "b"] && page.continueToken == nil)
  }

  @Test func pagesOfASelectorAreFullOfWhatMatches() throws {
    var world = try StoreWorld()
    for index in 0..<6 {
      let labels: JSONValue = ["even": .string(index % 2 == 0 ? "yes" : "no")]
      try world.create("configmaps", ["metadata": ["name": .string("l\(index)"), "labels": labels]])
    }
    let first = try world.list("configmaps") { ($0.labelSelector, $0.limit) = ("even=yes", 2) }
    #expect(first.names == ["l0", "l2"] && first.remainingItemCount == nil)
    let second = try world.list("configmaps") {
      ($0.labelSelector, $0.limit, $0.continueToken) = ("even=yes", 2, first.continueToken ?? "")
    }
    #expect(second.names == ["l4"])
  }

  @Test func tokensThatAreNoneOrStandBesideAVersionAreRefused() throws {
    let world = try filled(["a", "b"])
    refused(.badRequest) { try world.list("configmaps") { $0.continueToken = "abc" } }
    let first = try world.list("configmaps") { $0.limit = 1 }
    let failure = refused(.badRequest) {
      try world.list("configmaps") {
        ($0.limit, $0.continueToken, $0.resourceVersion) = (1, first.continueToken ?? "", "\(first.resourceVersion)")
      }
    }
    #expect(failure.message == "specifying resource version is not allowed when using continue")
  }

  @Test func aTokenOfAForgottenStateComesBackWithOneThatGoesOnAtThePresent() throws {
    var world = try filled(["a", "b", "c"])
    let first = try world.list("configmaps") { $0.limit = 1 }
    try world.patch("configmaps", "c", ["data": ["a": "9"]])
    world.state.compact()
    let failure = refused(.expired) {
      try world.list("configmaps") { ($0.limit, $0.continueToken) = (2, first.continueToken ?? "") }
    }
    let rest = try world.list("configmaps") { $0.continueToken = failure.continueToken ?? "" }
    #expect(rest.names == ["b", "c"] && rest.objects[1].json["data"] == ["a": "9"])
    #expect(rest.resourceVersion == world.state.version)
  }

  @Test func anExactVersionShowsThatStateUntilItIsForgotten() throws {
    var world = try filled(["a"])
    let before = try world.list("configmaps")
    try world.create("configmaps", ["metadata": ["name": "b"]])
    try world.patch("configmaps", "a", ["data": ["a": "1"]])
    func exact() throws -> ListPage {
      try world.list("configmaps") {
        ($0.resourceVersion, $0.resourceVersionMatch) = ("\(before.resourceVersion)", "Exact")
      }
    }
    #expect(try exact().objects.map(\.json) == before.objects.map(\.json))
    #expect(try exact().resourceVersion == before.resourceVersion)
    world.state.compact()
    refused(.expired) { try exact() }
  }

  @Test func aVersionThatIsNotReachedIsATimeoutWithItsCause() throws {
    let world = try filled(["a"])
    for match in ["", "NotOlderThan", "Exact"] {
      let failure = refused(.timeout) {
        try world.list("configmaps") { ($0.resourceVersion, $0.resourceVersionMatch) = ("99999", match) }
      }
      #expect(failure.causes.map(\.reason) == ["ResourceVersionTooLarge"] && failure.retryAfterSeconds == 1)
    }
    refused(.timeout) {
      try world.state.get(ReadRequest("configmaps", namespace: "test", name: "a", resourceVersion: "99999"))
    }
  }

  @Test func versionsAndMatchesThatDoNotGoTogetherAreRefused() throws {
    let world = try filled(["a"])
    for (version, match) in [("", "Exact"), ("0", "Exact"), ("1", "Newer")] {
      let failure = refused(.invalid) {
        try world.list("configmaps") { ($0.resourceVersion, $0.resourceVersionMatch) = (version, match) }
      }
      #expect(failure.causes.map(\.field) == ["resourceVersionMatch"])
    }
    refused(.badRequest) { try world.list("configmaps") { $0.resourceVersion = "abc" } }
    #expect(try world.list("configmaps") { $0.resourceVersion = "0" }.names == ["a"])
  }

  @Test func objectsAreSelectedByLabelsAndByTheFieldsOfTheirKind() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "a", "labels": ["l": "x"]], "spec": ["nodeName": "n1"]])
    try world.create("pods", ["metadata": ["name": "b"], "spec": [:]])
    for (labels, fields, names) in [
      ("", "spec.nodeName=n1", ["a"]), ("", "spec.nodeName=", ["b"]), ("", "spec.nodeName!=n1", ["b"]),
      ("", "status.phase==Pending", ["a", "b"]), ("l=x", "", ["a"]), ("l!=x", "", ["b"]), ("l in (x,y),!z", "", ["a"]),
      ("", "metadata.name=b,metadata.namespace=test", ["b"]), ("", "metadata.name!=b", ["a"]),
      ("", "spec.hostNetwork=false", ["a", "b"]),
    ] {
      let found = try world.list("pods") { ($0.labelSelector, $0.fieldSelector) = (labels, fields) }
      #expect(found.names == names, "\(labels) \(fields)")
    }
    let failure = refused(.badRequest) { try world.list("pods") { $0.fieldSelector = "spec.other=x" } }
    #expect(failure.message.hasSuffix("field label not supported: spec.other"))
    for text in ["a=(", "a in b", "=x", "a b", "a=no good"] {
      refused(.badRequest) { try world.list("pods") { $0.labelSelector = text } }
    }
    refused(.badRequest) { try world.list("pods") { $0.fieldSelector = "metadata.name" } }
  }

  @Test func valuesOfFieldSelectorsAreEscaped() throws {
    #expect(try FieldSelector(#"a=x\,y\=z\\"#).requirements == [.init(field: "a", value: #"x,y=z\"#, isNegated: false)])
    refused(.badRequest) { try FieldSelector("a=b=c") }
    refused(.badRequest) { try FieldSelector(#"a=b\"#) }
  }

  @Test func historyIsBoundedByCountAndBytes() throws {
    var limits = StoreLimits()
    limits.historyCount = 10
    var world = try filled(["a"], limits)
    for count in 1...100 { try world.patch("configmaps", "a", ["data": ["n": .string("\(count)")]]) }
    let history = try #require(world.state.buckets["configmaps"]?.history)
    #expect(history.count <= 10 && history.count >= 4)
    let oldest = try #require(history.first).version
    refused(.expired) { try world.watch("configmaps") { $0.resourceVersion = "\(oldest - 2)" } }
    let watch = try world.watch("configmaps") { $0.resourceVersion = "\(oldest - 1)" }
    #expect(try world.told(watch, "configmaps").count == history.count)
    limits.historyBytes = 4_000
    limits.historyCount = .max
    world = try filled(["a"], limits)
    for count in 1...100 { try world.patch("configmaps", "a", ["data": ["n": .string("\(count)")]]) }
    let bytes = try #require(world.state.buckets["configmaps"]?.history).map(\.object.bytes.count).reduce(0, +)
    #expect(bytes <= 4_000 && bytes > 500)
  }
}
