import JSON
import KafkaResources
import Testing

@testable import ClusterTopology

struct BootstrapMembershipTests {
  @Test func healthyIsInAndUnhealthyDrainingAndUnreachableAreOut() throws {
    var observed = Observed(cluster: try cluster(brokers: 5))
    #expect(observed.receive("hxduh") == [0, 4])
    #expect(observed.membership.alarms.isEmpty)
  }

  @Test func unknownIsInWhereNothingWasPublished() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    #expect(observed.receive("??x") == [0, 1])
  }

  @Test func unknownKeepsItsLastPublishedState() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hxh")
    #expect(observed.receive("??h") == [0, 2])
    #expect(observed.receive("?h?") == [0, 1, 2])
    #expect(observed.receive("???") == [0, 1, 2])
  }

  @Test func aBrokerThatIsNotNamedIsUnknownAtItsLastAddress() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hxh")
    #expect(observed.receive("-xh") == [0, 2])
    #expect(observed.receive("h-h") == [0, 2])
    #expect(observed.membership.locations[1]?.address.description == "10.0.0.2")
    #expect(observed.membership.health[1] == nil)
  }

  @Test func aBrokerThatWasNeverNamedHasNoEndpoint() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    #expect(observed.receive("h-h") == [0, 2])
    #expect(observed.membership.locations[1] == nil)
    #expect(observed.receive("h?h") == [0, 1, 2])
  }

  @Test func theLastSetStaysWhereNoEndpointWouldRemain() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hhx")
    #expect(observed.receive("xdx") == [0, 1])
    #expect(
      observed.membership.alarms == [
        MembershipAlarm(kind: .noEndpointWouldRemain, accessPoint: "external", kept: [0, 1])
      ])
    #expect(observed.receive("uuu") == [0, 1])
    // One that is healthy again ends it, and the others are judged by their health.
    #expect(observed.receive("xxh") == [2])
    #expect(observed.membership.alarms.isEmpty)
  }

  @Test func unknownAfterAKeptSetKeepsWhatWasPublished() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hhx")
    observed.receive("xxx")
    #expect(observed.receive("?xx") == [0])
    #expect(observed.membership.alarms.isEmpty)
  }

  @Test func withoutAnEarlierSetNothingIsInventedButItIsSaid() throws {
    var observed = Observed(cluster: try cluster(brokers: 2))
    #expect(observed.receive("xx").isEmpty)
    #expect(observed.membership.alarms.map(\.kind) == [.noEndpoint])
    #expect(observed.receive("--").isEmpty)
    var unseen = Observed(cluster: try cluster(brokers: 2))
    #expect(unseen.receive("--").isEmpty)
    #expect(unseen.membership.alarms.isEmpty)
  }

  @Test func whenMostBrokersVanishAtOnceTheSetStays() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hhh")
    #expect(observed.receive("x--") == [0, 1, 2])
    #expect(
      observed.membership.alarms == [
        MembershipAlarm(kind: .reportsVanished([1, 2]), accessPoint: "external", kept: [0, 1, 2])
      ])
    // Whatever the one that is left says, and however long it takes.
    #expect(observed.receive("u--", after: .seconds(3600)) == [0, 1, 2])
    #expect(!observed.membership.alarms.isEmpty)
    // Back to at least half: judged by health again.
    #expect(observed.receive("xh-") == [1, 2])
    #expect(observed.membership.alarms.isEmpty)
  }

  @Test func twoSecondsAreAtOnceAndMoreIsNot() throws {
    var together = Observed(cluster: try cluster(brokers: 3))
    together.receive("hhh")
    together.receive("h-h")
    #expect(together.receive("x--", after: .seconds(2)) == [0, 1, 2])
    #expect(together.membership.alarms.map(\.kind) == [.reportsVanished([1, 2])])

    var apart = Observed(cluster: try cluster(brokers: 3))
    apart.receive("hhh")
    apart.receive("h-h")
    #expect(apart.receive("x--", after: .milliseconds(2001)) == [1, 2])
    #expect(apart.membership.alarms.isEmpty)
  }

  @Test func halfOfTheBrokersOrASingleOneIsNoMassLoss() throws {
    var half = Observed(cluster: try cluster(brokers: 4))
    half.receive("hhhh")
    #expect(half.receive("xh--") == [1, 2, 3])
    #expect(half.membership.alarms.isEmpty)

    var single = Observed(cluster: try cluster(brokers: 1))
    single.receive("h")
    #expect(single.receive("-") == [0])
    #expect(single.membership.alarms.isEmpty)
  }

  @Test func anEmptyFileIsALossOfAll() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hxh")
    #expect(observed.receive("") == [0, 2])
    #expect(observed.membership.alarms.map(\.kind) == [.reportsVanished([0, 1, 2])])
  }

  @Test func duringALossAddressesStillFollow() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hhh")
    let address = try #require(IPAddress("10.9.9.9"))
    let moved = BrokerReport(id: 0, location: BrokerLocation(address: address), health: .healthy)
    observed.membership.receive(
      BrokerReports([moved]), accessPoints: AccessPoint.all(of: observed.cluster), at: observed.now + .seconds(1))
    #expect(observed.membership.locations[0]?.address == address)
    #expect(observed.members(of: "external") == [0, 1, 2])
  }

  @Test func brokersThatTheManifestDropsAreNoLoss() throws {
    var observed = Observed(cluster: try cluster(brokers: 4))
    observed.receive("hhhh")
    observed.cluster = try cluster(brokers: 1)
    #expect(observed.receive("h") == [0])
    #expect(observed.membership.alarms.isEmpty)
  }

  @Test func everyAccessPointKeepsItsOwnSet() throws {
    var observed = Observed(cluster: try cluster(brokers: 3, zones: ["az1", "az1", "az2"]))
    observed.receive("hhh")
    observed.receive("hxx")
    #expect(observed.members(of: "external-az1") == [0])
    #expect(observed.members(of: "external-az2") == [2])
    #expect(
      observed.membership.alarms == [
        MembershipAlarm(kind: .noEndpointWouldRemain, accessPoint: "external-az2", kept: [2])
      ])
  }

  @Test func aLaterProcessGoesOnFromWhatWasSaved() throws {
    var observed = Observed(cluster: try cluster(brokers: 3))
    observed.receive("hxh")
    observed.receive("xxx")
    let text = observed.membership.saved.text()
    var later = Observed(
      membership: try BootstrapMembership(saved: JSONValue(parsing: text)), cluster: observed.cluster)
    #expect(later.membership.saved.text() == text)
    #expect(later.members(of: "external") == [0, 2])
    #expect(later.membership.locations == observed.membership.locations)
    // Nobody is named yet: not a loss, but unknown, and so as published.
    #expect(later.receive("") == [0, 2])
    #expect(later.membership.alarms.isEmpty)
    #expect(later.receive("xxx") == [0, 2])
  }

  @Test(arguments: [
    "[]", #"{"locations": {"x": {"address": "10.0.0.1"}}}"#, #"{"locations": {"1": {"address": "host"}}}"#,
    #"{"accessPoints": {"external": {"in": ["1"]}}}"#, #"{"accessPoints": {"external": {"lastSet": [-1]}}}"#,
  ])
  func aSavedStateThatIsNoneIsRefused(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(throws: ManifestErrors.self) { try BootstrapMembership(saved: value) }
  }

  /// Whatever comes in whatever order: once a set was not empty it never becomes empty while its brokers are listed,
  /// and only brokers with an address are in it.
  @Test func randomReportsNeverEmptyASet() throws {
    var generator = SplitMix(state: 42)
    for _ in 0..<200 {
      var observed = Observed(cluster: try Self.clusters[Int.random(in: 0..<3, using: &generator)].get())
      var wasFilled = false
      for _ in 0..<30 {
        var word = ""
        for _ in 0..<5 { word += ["h", "x", "d", "u", "?", "-"][Int.random(in: 0..<6, using: &generator)] }
        let members = observed.receive(word, after: .milliseconds(Int.random(in: 0...4000, using: &generator)))
        wasFilled = wasFilled || !members.isEmpty
        #expect(!members.isEmpty || !wasFilled)
        #expect(members == members.sorted())
        for id in members { #expect(observed.membership.locations[id] != nil) }
      }
    }
  }

  private static let clusters = [1, 3, 5].map { count in Result { try cluster(brokers: count) } }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
