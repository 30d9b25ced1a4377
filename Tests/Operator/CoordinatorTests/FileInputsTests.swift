import ClusterTopology
import EnvoyConfig
import Testing
import XDS

@testable import Coordinator

/// The inputs under a sequence of contents, and what they asked for last.
private struct Observed {
  var inputs = FileInputs()
  var now = Duration.zero
  var directives: [FileInputs.Directive] = []

  mutating func manifest(_ text: String, after time: Duration = .seconds(60)) {
    now += time
    directives = inputs.receive(bytes(text), of: .manifest, at: now)
  }

  mutating func endpoints(_ text: String, after time: Duration = .seconds(60)) {
    now += time
    directives = inputs.receive(bytes(text), of: .endpoints, at: now)
  }

  var published: [GroupID: [XDSResource]] {
    var found: [GroupID: [XDSResource]] = [:]
    for case .cluster(.publish(let group, let resources)) in directives { found[group] = resources }
    return found
  }

  var refusals: [String] {
    var found: [String] = []
    for case .refused(_, let problems) in directives { found += problems }
    return found
  }

  var alarms: [MembershipAlarm.Kind] {
    var found: [MembershipAlarm.Kind] = []
    for case .cluster(.alarm(let alarm)) in directives { found.append(alarm.kind) }
    return found
  }

  var alarmsOver: Int {
    directives.count {
      if case .cluster(.alarmOver) = $0 { return true }
      return false
    }
  }

  var withdrawn: [GroupID] {
    var found: [GroupID] = []
    for case .cluster(.withdraw(let group)) in directives { found.append(group) }
    return found
  }

  var warnings: [String] {
    var found: [String] = []
    for case .accepted(_, let warnings) in directives { found += warnings }
    return found
  }

  /// Both files, valid.
  static func running(_ ids: [Int] = [0, 1, 2], _ word: String = "hhh", listeners: [String] = ["external"]) -> Observed
  {
    var observed = Observed()
    observed.manifest(CoordinatorTests.manifest(ids, listeners: listeners))
    observed.endpoints(CoordinatorTests.endpoints(word))
    return observed
  }
}

private let group = GroupID(rawValue: "shop/kafka/external")

@Suite struct FileInputsTests {
  // MARK: Loading

  @Test func nothingIsPublishedBeforeBothFilesWereValid() {
    var observed = Observed()
    #expect(observed.inputs.verdicts == [.manifest: .unread, .endpoints: .unread])
    observed.endpoints(endpoints("hhh"))
    #expect(observed.published.isEmpty)
    #expect(!observed.inputs.hasLoaded)
    #expect(observed.inputs.verdicts[.endpoints] == .accepted)
    observed.manifest(manifest([0, 1, 2]))
    #expect(observed.inputs.hasLoaded)
    #expect(observed.published.keys.sorted() == [group])
    let types = Set((observed.published[group] ?? []).map(\.type))
    #expect(types == [.cluster, .endpoints, .listener])
  }

  @Test func theSameContentGivesTheSameResources() {
    let once = Observed.running()
    let again = Observed.running()
    #expect(once.published[group]?.map(\.version) == again.published[group]?.map(\.version))
  }

  @Test func everyAccessPointIsAGroupOfItsOwn() {
    let observed = Observed.running(listeners: ["external", "partners"])
    #expect(observed.published.keys.sorted().map(\.rawValue) == ["shop/kafka/external", "shop/kafka/partners"])
  }

  @Test func aManifestWithoutANamespaceIsInTheDefaultOne() {
    var observed = Observed(inputs: FileInputs(defaultNamespace: "other"))
    observed.manifest(manifest([0]).replacing(", namespace: shop", with: ""))
    observed.endpoints(endpoints("h"))
    #expect(observed.published.keys.map(\.rawValue) == ["other/kafka/external"])
  }

  // MARK: What is refused

  @Test(arguments: [
    ("", "is empty"), ("a: [", "line"), ("kind: Other\napiVersion: v1\n", "kind"),
    (manifest([0, 0]), "spec.brokers[1].id"), (manifest([0]) + "---\n" + manifest([1]), "2 documents"),
    (manifest([50000]), "65535"), ("- a\n", ""),
  ])
  func anInvalidManifestIsRefusedAndWhatWasInUseStays(text: String, word: String) {
    var observed = Observed.running()
    let before = observed.inputs.topology
    observed.manifest(text)
    #expect(observed.refusals.contains { word.isEmpty || $0.contains(word) }, "\(observed.refusals)")
    #expect(observed.published.isEmpty)
    #expect(observed.inputs.topology == before)
    #expect(observed.inputs.verdicts[.manifest] == .refused(observed.refusals))
    // The other file still acts.
    observed.endpoints(endpoints("hhh", network: "10.0.9"))
    #expect(observed.published[group] != nil)
    // And a manifest that is valid again is accepted.
    observed.manifest(manifest([0, 1, 2]))
    #expect(observed.inputs.verdicts[.manifest] == .accepted)
  }

  @Test(arguments: [
    ("brokers: [{id: 0, address: broker.example}]\n", "brokers[0].address"),
    ("brokers: [{id: 0, address: 10.0.0.1}, {id: 0, address: 10.0.0.2}]\n", "brokers[1].id"),
    ("brokers: [{id: 0, address: 10.0.0.1, health: well}]\n", "brokers[0].health"),
    ("brokers: [{id: 0, address: 10.0.0.1, port: 70000}]\n", "brokers[0].port"), ("x", ""),
  ])
  func invalidEndpointsAreRefusedAndWhatWasInUseStays(text: String, word: String) {
    var observed = Observed.running()
    let before = observed.inputs.topology
    observed.endpoints(text)
    #expect(observed.refusals.contains { word.isEmpty || $0.contains(word) }, "\(observed.refusals)")
    #expect(observed.published.isEmpty)
    #expect(observed.inputs.topology == before)
  }

  @Test func aFileThatCannotBeReadIsRefusedAndSaysWhy() {
    var observed = Observed.running()
    observed.directives = observed.inputs.receive(.unreadable("No such file"), of: .manifest, at: observed.now)
    #expect(observed.refusals == ["the file cannot be read: No such file"])
    #expect(observed.inputs.hasLoaded)
  }

  // MARK: What would remove everything

  @Test func aManifestOfAnotherClusterIsRefused() {
    var observed = Observed.running()
    observed.manifest(manifest([0, 1, 2], name: "other"))
    #expect(observed.refusals.first?.contains("shop/other") == true)
    #expect(observed.published.isEmpty && observed.withdrawn.isEmpty)
  }

  @Test func aManifestWithoutAnyListenerForEnvoyIsRefused() {
    var observed = Observed.running()
    observed.manifest(manifest([0, 1, 2], listeners: []))
    #expect(observed.refusals.first?.contains("would remove everything") == true)
    #expect(observed.withdrawn.isEmpty)
  }

  @Test func aManifestWithoutAnyBrokerIsRefused() {
    var observed = Observed.running()
    observed.manifest(manifest([]))
    #expect(!observed.refusals.isEmpty)
    #expect(observed.inputs.topology?.accessPoints.first?.brokers == [0, 1, 2])
  }

  @Test func aFirstManifestMayHaveNothingForEnvoy() {
    var observed = Observed()
    observed.endpoints(endpoints("h"))
    observed.manifest(manifest([0], listeners: []))
    #expect(observed.refusals.isEmpty)
    #expect(observed.published.isEmpty)
    #expect(observed.inputs.hasLoaded)
  }

  @Test func aFirstManifestWithoutBrokersTakesNothingFromEnvoysThatRun() {
    var observed = Observed.running([], "h")
    #expect(observed.refusals.isEmpty)
    #expect(observed.published.isEmpty)
    observed.manifest(manifest([0]))
    #expect(observed.published[group] != nil)
  }

  @Test func aRestoredGroupThatTheManifestDoesNotHaveIsWithdrawn() {
    var observed = Observed()
    observed.inputs.restored(group)
    observed.inputs.restored(GroupID(rawValue: "shop/kafka/partners"))
    observed.manifest(manifest([0]))
    #expect(observed.withdrawn.isEmpty)
    observed.endpoints(endpoints("h"))
    #expect(observed.withdrawn.map(\.rawValue) == ["shop/kafka/partners"])
    #expect(observed.published.keys.sorted() == [group])
  }

  @Test func aFirstManifestWithoutAnyListenerForEnvoyIsRefusedWhereAnEarlierRunServedSome() {
    var observed = Observed()
    observed.inputs.restored(group)
    observed.endpoints(endpoints("h"))
    observed.manifest(manifest([0], listeners: []))
    #expect(observed.refusals.first?.contains("an earlier run served some") == true)
    #expect(observed.withdrawn.isEmpty && !observed.inputs.hasLoaded)
  }

  @Test func anAccessPointThatGoesWhileAnotherStaysIsWithdrawn() {
    var observed = Observed.running(listeners: ["external", "partners"])
    observed.manifest(manifest([0, 1, 2], listeners: ["external"]))
    #expect(observed.withdrawn.map(\.rawValue) == ["shop/kafka/partners"])
    #expect(observed.published.keys.sorted() == [group])
  }

  // MARK: Health

  @Test func anAlarmIsRaisedOnceAndSaidToBeOver() {
    var observed = Observed.running()
    let before = observed.published[group]?.map(\.version)
    observed.endpoints(endpoints("xuu"))
    #expect(observed.alarms == [.noEndpointWouldRemain])
    #expect(observed.published[group]?.map(\.version) == before)
    observed.endpoints(endpoints("uuu"))
    #expect(observed.alarms.isEmpty && observed.alarmsOver == 0)
    observed.endpoints(endpoints("huu"))
    #expect(observed.alarmsOver == 1)
    #expect(observed.published[group]?.map(\.version) != before)
  }

  @Test func brokersThatVanishTogetherStayAndThatIsSaid() {
    var observed = Observed.running()
    let before = observed.published[group]?.map(\.version)
    observed.endpoints(endpoints("h--"))
    #expect(observed.alarms == [.reportsVanished([1, 2])])
    #expect(observed.published[group]?.map(\.version) == before)
    observed.endpoints(endpoints("hhh"))
    #expect(observed.alarmsOver == 1)
  }

  @Test func anAlarmThatSpeaksOfMoreBrokersIsNotOver() {
    var observed = Observed.running()
    observed.endpoints(endpoints("h--"))
    observed.endpoints(endpoints("---"), after: .seconds(1))
    #expect(observed.alarms == [.reportsVanished([0, 1, 2])])
    #expect(observed.alarmsOver == 0)
  }

  @Test func anEmptyListOfEndpointsTakesNothingAway() {
    var observed = Observed.running()
    let before = observed.published[group]?.map(\.version)
    observed.endpoints("brokers: []\n")
    if !observed.published.isEmpty { #expect(observed.published[group]?.map(\.version) == before) }
    #expect(!observed.alarms.isEmpty || !observed.refusals.isEmpty)
  }

  @Test func whatIsRememberedOfBrokersOutlivesTheInputs() {
    let first = Observed.running([0, 1, 2], "hxh")
    var next = Observed(inputs: FileInputs(membership: first.inputs.membership))
    next.manifest(manifest([0, 1, 2]))
    // Nobody is named: all are unknown, at their last addresses, as they were published.
    next.endpoints("brokers: [{id: 0, address: 10.0.0.1, health: unknown}]\n")
    #expect(next.published[group]?.map(\.version) == first.published[group]?.map(\.version))
  }

  @Test func whatIsRememberedOfAnotherClusterIsNotUsed() {
    let first = Observed.running([0, 1, 2], "hhh")
    var next = Observed(inputs: FileInputs(membership: first.inputs.membership))
    next.manifest(manifest([0, 1, 2], name: "other"))
    next.endpoints(endpoints("h"))
    #expect(next.inputs.membership.locations.keys.sorted() == [0])
    #expect(next.inputs.membership.cluster == "shop/other")
  }

  // MARK: Warnings

  @Test func aWarningOfTheEndpointsIsSaidOnceWithItsPlace() {
    var observed = Observed()
    observed.manifest(manifest([0]))
    observed.endpoints("brokers: [{id: 0, address: 10.0.0.1, colour: red}, {id: 7, address: 10.0.0.8}]\n")
    #expect(observed.warnings.count == 2)
    #expect(observed.warnings.allSatisfy { $0.hasPrefix("line 1, column") })
  }

  @Test func aBrokerThatTheManifestDoesNotHaveIsAWarning() {
    var observed = Observed()
    observed.manifest(manifest([0]))
    observed.endpoints(endpoints("hh"))
    #expect(observed.warnings.contains { $0.contains("no broker 1") })
    #expect(observed.published[group] != nil)
  }
}
