import JSON
import KubernetesClient
import Testing

/// What holds for whatever is applied; the server is a model.
struct ApplyPropertyTests {
  private static let seeds = Array(UInt64(1)...30)

  private func decide(_ desired: JSONValue, _ live: JSONValue) -> ApplyDecision {
    ApplyDecision(applying: desired, to: live, fieldManager: "koperator")
  }

  @Test(arguments: seeds)
  func whatWasAppliedIsUnchangedHoweverMembersAreOrdered(_ seed: UInt64) {
    var things = RandomThing(random: SplitMix(seed: seed))
    for _ in 0..<50 {
      let desired = things.object()
      let live = ModelServer.applied(desired, to: nil)
      let decision = decide(desired.shuffledMembers(&things.random), live.shuffledMembers(&things.random))
      #expect(decision.isUnchanged, "\(decision): \(desired) \(live)")
    }
  }

  @Test(arguments: seeds)
  func oneChangeOfWhatIsDesiredIsFoundAndOneApplyEndsIt(_ seed: UInt64) {
    var things = RandomThing(random: SplitMix(seed: seed))
    for _ in 0..<50 {
      let before = things.object()
      let desired = before.with(things.changed(before["spec"] ?? [:]), at: "spec")
      if desired == before { continue }
      let live = ModelServer.applied(before, to: nil)
      let after = ModelServer.applied(desired, to: live)
      #expect(decide(desired, live).isUnchanged == (live == after), "\(before) \(desired)")
      #expect(decide(desired, after).isUnchanged, "\(decide(desired, after)): \(desired) \(after)")
    }
  }

  @Test(arguments: seeds)
  func oneChangeOfTheLiveObjectIsFoundWhereTheServerWouldUndoIt(_ seed: UInt64) {
    var things = RandomThing(random: SplitMix(seed: seed))
    for _ in 0..<50 {
      let desired = things.object()
      let applied = ModelServer.applied(desired, to: nil)
      let live = applied.with(
        ModelServer.defaulted(things.changed(applied["spec"] ?? [:]), "spec"), at: "spec")
      let after = ModelServer.applied(desired, to: live)
      #expect(
        decide(desired, live).isUnchanged == (live == after), "\(decide(desired, live)): \(desired) \(live) \(after)")
    }
  }
}
