import ClusterTopology
import KubernetesClient
import KubernetesObjects
import Testing
import XDS

@testable import Coordinator

/// A generator whose numbers follow from its seed (SplitMix64).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Replicas that look at the same API server, each at its own moments.
@Suite struct ReplicaTests {
  /// One ran all the time, one missed most of it, one saw only the end: at the end they publish the same.
  @Test(arguments: 0..<60)
  func replicasAgreeHoweverMuchTheySaw(seed: UInt64) {
    var numbers = Numbers(state: seed)
    let brokers = Int.random(in: 1...6, using: &numbers)
    var pods: [String: Pod] = [:]
    var always = World(), sometimes = World()
    for id in 0..<brokers { pods["kafka-\(id)-a"] = brokerPod(Int32(id), at: "10.0.0.\(id + 1)") }
    for _ in 0..<12 {
      change(&pods, brokers: brokers, &numbers)
      show(pods, brokers, to: &always)
      if Int.random(in: 0..<4, using: &numbers) == 0 { show(pods, brokers, to: &sometimes) }
    }
    settle(&pods, brokers: brokers, &numbers)
    var last = World()
    show(pods, brokers, to: &always)
    show(pods, brokers, to: &sometimes)
    show(pods, brokers, to: &last)
    #expect(last.published[World.group]?.isEmpty == false)
    #expect(always.published == last.published)
    #expect(sometimes.published == last.published)
  }

  /// Something happens to a pod, or another one comes.
  private func change(_ pods: inout [String: Pod], brokers: Int, _ numbers: inout Numbers) {
    let id = Int32.random(in: 0..<Int32(brokers), using: &numbers)
    let letter = "RRNNPTEU".randomElement(using: &numbers) ?? "R"
    let name = "kafka-\(id)-\("abc".randomElement(using: &numbers) ?? "a")"
    if Int.random(in: 0..<4, using: &numbers) == 0 {
      pods[name] = nil
      return
    }
    let address = letter == "P" ? nil : "10.0.\(Int.random(in: 1...9, using: &numbers)).\(id + 1)"
    pods[name] = brokerPod(
      id, letter, name: name, at: address, created: Int64.random(in: 0...3, using: &numbers), uid: name)
  }

  /// Every broker has one pod or several that tell how it is, and one is healthy.
  private func settle(_ pods: inout [String: Pod], brokers: Int, _ numbers: inout Numbers) {
    for id in 0..<Int32(brokers) {
      for suffix in ["a", "b", "c"] where pods["kafka-\(id)-\(suffix)"]?.status?.podIP == nil {
        pods["kafka-\(id)-\(suffix)"] = nil
      }
      let letter = id == 0 ? "R" : "RNT".randomElement(using: &numbers) ?? "R"
      let name = "kafka-\(id)-z"
      pods[name] = brokerPod(id, letter, name: name, at: "10.1.0.\(id + 1)", created: 9, uid: name)
      for (name, pod) in pods where pod.metadata.labels["brokerId"] == String(id) {
        // A node that is silent says nothing that could be told by one look.
        if pod.status?.conditions.first?.status == "Unknown" { pods[name] = nil }
      }
    }
  }

  private func show(_ pods: [String: Pod], _ brokers: Int, to world: inout World) {
    world.set(cluster: manifest(Array(0..<brokers)))
    for id in 0..<brokers {
      for suffix in ["a", "b", "c", "z"] where pods["kafka-\(id)-\(suffix)"] == nil {
        world.remove(pod: "kafka-\(id)-\(suffix)")
      }
    }
    for pod in pods.values { world.set(pod) }
    world.inputs.synced()
    world.update()
  }
}
