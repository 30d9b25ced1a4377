import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreWatchTests {
  @Test func aWatchTellsEachWriteOnceAndInOrder() throws {
    var world = try StoreWorld()
    let watch = try world.watch("configmaps") { $0.resourceVersion = "\(world.state.version)" }
    try world.create("configmaps", ["metadata": ["name": "a"]])
    try world.patch("configmaps", "a", ["data": ["a": "1"]])
    try world.patch("configmaps", "a", ["data": ["a": "1"]])
    try world.create("configmaps", ["metadata": ["name": "b"]], dryRun: true)
    try world.create("configmaps", ["metadata": ["name": "c"]], in: "default")
    try world.delete("configmaps", "a")
    try world.create("configmaps", ["metadata": ["name": "a"]])
    #expect(try world.told(watch, "configmaps") == ["ADDED a", "MODIFIED a", "DELETED a", "ADDED a"])
    let everywhere = try world.watch("configmaps", in: nil) { $0.resourceVersion = "\(watch.resourceVersion)" }
    #expect(try world.told(everywhere, "configmaps").count == 5)
    #expect(watch.initial.isEmpty && !watch.endsInitialWithBookmark)
  }

  @Test func aWatchWithoutAVersionBeginsWithAllObjects() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "b"]])
    let made = try world.create("configmaps", ["metadata": ["name": "a"]])
    for version in ["", "0"] {
      let watch = try world.watch("configmaps") { $0.resourceVersion = version }
      #expect(watch.initial.map(\.name) == ["a", "b"] && watch.initial[0].json == made)
      #expect(watch.resourceVersion == world.state.version)
    }
  }

  @Test func selectorsTurnChangesIntoComingAndGoing() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a"]])
    let watch = try world.watch("configmaps") {
      ($0.labelSelector, $0.resourceVersion) = ("color=red", "\(world.state.version)")
    }
    try world.patch("configmaps", "a", ["metadata": ["labels": ["color": "red"]]])
    try world.patch("configmaps", "a", ["data": ["a": "1"]])
    let left = try world.patch("configmaps", "a", ["metadata": ["labels": ["color": "blue"]]])
    try world.patch("configmaps", "a", ["data": ["a": "2"]])
    try world.delete("configmaps", "a")
    #expect(try world.told(watch, "configmaps") == ["ADDED a", "MODIFIED a", "DELETED a"])
    let events = try world.state.events(after: watch.resourceVersion, of: "configmaps")
    let gone = try #require(events.compactMap { watch.view.event($0) }.last)
    #expect(gone.object.json.version == left.version)
    #expect(gone.object.labels == ["color": "red"])
  }

  @Test func fieldsSelectAsLabelsDo() throws {
    var world = try StoreWorld()
    try world.create("pods", ["metadata": ["name": "a"], "spec": [:]])
    let watch = try world.watch("pods") {
      ($0.fieldSelector, $0.resourceVersion) = ("spec.nodeName=n1", "\(world.state.version)")
    }
    try world.create(
      "pods", ["metadata": ["name": "a"], "target": ["name": "n1"]], subresource: "binding", name: "a")
    try world.delete("pods", "a") { $0.gracePeriodSeconds = 0 }
    #expect(try world.told(watch, "pods") == ["ADDED a", "MODIFIED a", "DELETED a"])
  }

  @Test func initialEventsEndWithABookmarkWhereBookmarksAreTaken() throws {
    var world = try StoreWorld()
    try world.create("configmaps", ["metadata": ["name": "a"]])
    for takes in [true, false] {
      let watch = try world.watch("configmaps") {
        ($0.sendInitialEvents, $0.resourceVersionMatch, $0.allowsBookmarks) = (true, "NotOlderThan", takes)
      }
      #expect(watch.initial.map(\.name) == ["a"] && watch.endsInitialWithBookmark == takes)
    }
    let none = try world.watch("configmaps") {
      ($0.sendInitialEvents, $0.resourceVersionMatch) = (false, "NotOlderThan")
    }
    #expect(none.initial.isEmpty && none.resourceVersion == world.state.version)
    for (sends, match) in [(true, ""), (true, "Exact"), (nil, "NotOlderThan")] as [(Bool?, String)] {
      let failure = refused(.invalid) {
        try world.watch("configmaps") { ($0.sendInitialEvents, $0.resourceVersionMatch) = (sends, match) }
      }
      #expect(failure.causes.map(\.field) == ["resourceVersionMatch"])
    }
  }

  @Test func aForgottenVersionIsExpiredAndOneNotReachedTellsNothing() throws {
    var world = try StoreWorld()
    let before = world.state.version
    try world.create("configmaps", ["metadata": ["name": "a"]])
    let open = try world.watch("configmaps") { $0.resourceVersion = "\(before)" }
    world.state.compact()
    let failure = refused(.expired) { try world.watch("configmaps") { $0.resourceVersion = "\(before)" } }
    #expect(failure.message == "too old resource version: \(before) (\(world.state.version))")
    refused(.expired) { try world.told(open, "configmaps") }
    let early = try world.watch("configmaps") { $0.resourceVersion = "99999" }
    try world.create("configmaps", ["metadata": ["name": "b"]])
    #expect(try world.told(early, "configmaps") == [])
    #expect(try world.watch("configmaps") { $0.resourceVersion = "\(world.state.version)" }.initial.isEmpty)
  }
}
