import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

/// Hundreds of pods with random containers, random luck and random wishes, each from one seed.
@Suite struct NodeSimulationTests {
  @Test(arguments: 0..<8) func noRandomCourseBreaksAPromise(part: UInt64) {
    for seed in 0..<40 {
      var world = SimulatedPod(seed: part * 1_000_000 + UInt64(seed))
      world.live()
      guard world.problems.isEmpty else {
        Issue.record("seed \(part * 1_000_000 + UInt64(seed)): \(world.problems)")
        return
      }
    }
  }

  @Test func theSimulationReachesWhatItIsToReach() {
    var reached: [String: Int] = [:]
    for seed in 0..<150 {
      var world = SimulatedPod(seed: UInt64(seed))
      world.live()
      for (what, count) in world.reached { reached[what, default: 0] += count }
    }
    for what in [
      "start", "restart", "probe", "hook", "terminate", "kill", "gone", "node restarted", "ready", "Succeeded",
      "Failed",
      "CrashLoopBackOff", "sidecar",
    ] { #expect(reached[what, default: 0] > 3, "\(what)") }
  }
}

/// One pod, its processes, and what happens to them.
struct SimulatedPod {
  private struct Running {
    var run: Int
    var isTold = false
    var obeys: Bool
    var isTerminated = false
    var isKilled = false
    var endsAt: Duration?
  }

  private var generator: SplitMix
  private var machine: PodMachine
  private var pod: Pod
  private var now = Duration.seconds(1000)
  private var running: [String: Running] = [:]
  private var starts: [String: Int] = [:]
  private var probes: Set<String> = []
  private var hooks: [(name: String, run: Int, kind: HookKind, until: Duration)] = []
  private var isDeleted = false
  private var isGone = false
  private var isLucky = false
  private var turn = 0
  private let notes = Notes()
  private(set) var reached: [String: Int] = [:]

  init(seed: UInt64) {
    var generator = SplitMix(seed: seed)
    var spec = PodSpec(containers: [])
    func make(_ name: String, _ generator: inout SplitMix, isStep: Bool) -> Container {
      container(name, sidecar: isStep && generator.next() % 2 == 0)
    }
    for index in 0..<Int(generator.next() % 4) {
      spec.initContainers.append(make("i\(index)", &generator, isStep: true))
    }
    for index in 0..<Int(1 + generator.next() % 3) {
      spec.containers.append(make("c\(index)", &generator, isStep: false))
    }
    spec.restartPolicy = ["Always", "OnFailure", "Never"][Int(generator.next() % 3)]
    spec.terminationGracePeriodSeconds = Int(generator.next() % 40)
    if generator.next() % 10 == 0 { spec.activeDeadlineSeconds = Int(1 + generator.next() % 1000) }
    pod = Pod(metadata: ObjectMeta(name: "p", namespace: "n", uid: "u"), spec: spec)
    machine = PodMachine(pod, at: ClockReading(monotonic: .seconds(1000), wall: NodeTimeline.wall(.seconds(1000))))
    self.generator = generator
  }

  private var reading: ClockReading { ClockReading(monotonic: now, wall: NodeTimeline.wall(now)) }

  private mutating func dice(_ sides: UInt64) -> UInt64 { generator.next() % sides }

  var problems: [String] { notes.problems }

  private func check(_ isSo: Bool, _ what: @autoclosure () -> String) {
    if !isSo { notes.problems.append("\(now): \(what())") }
  }

  /// Lives through a random course, then is deleted, and must be gone within its grace and a little.
  mutating func live() {
    prepare()
    for _ in 0..<(20 + Int(dice(80))) where problems.isEmpty && !isGone { step() }
    guard problems.isEmpty else { return }
    // From now on all goes well: what is to run must run.
    isLucky = true
    for _ in 0..<5000 where problems.isEmpty && !isGone && !isUp { step() }
    if machine.ending == nil, machine.isPrepared, !isDeleted, problems.isEmpty {
      check(isUp, "not up though all goes well: \(machine.containers.map { "\($0.name) \($0.state)" })")
    }
    let grace = Duration.seconds(Int64(pod.spec?.terminationGracePeriodSeconds ?? 0) + 20)
    let began = now
    if !isDeleted { delete(pod.spec?.terminationGracePeriodSeconds ?? 0) }
    for _ in 0..<2000 where problems.isEmpty && !isGone { step() }
    check(isGone, "not gone after its deletion: \(machine.containers.map { "\($0.name) \($0.state)" })")
    check(now - began <= grace + .seconds(60), "gone \(now - began) after its deletion")
    count(machine.phase)
  }

  /// Whether everything runs that is to run.
  private var isUp: Bool {
    machine.containers.allSatisfy { container in
      let isOver = container.role == .main && container.state == .ended && !machine.restarts(container)
      return container.isUp || container.isDone || isOver
    }
  }

  private mutating func prepare() {
    if dice(4) == 0 { tell(.notPrepared(reason: "ContainerCreating", message: "no")) }
    var generator = generator
    let processes = NodeTimeline.processes(of: pod, leftOut: dice(5) == 0 ? ["c1", "i1"] : []) { process in
      func probe() -> ProbeCommand? {
        guard generator.next() % 3 == 0 else { return nil }
        return ProbeCommand(
          action: .exec(["x"]), initialDelaySeconds: Int(generator.next() % 5),
          periodSeconds: Int(1 + generator.next() % 5), successThreshold: 1,
          failureThreshold: Int(1 + generator.next() % 4))
      }
      process.startupProbe = probe()
      process.readinessProbe = probe()
      process.livenessProbe = probe()
      if generator.next() % 4 == 0 { process.postStart = ["x"] }
      if generator.next() % 4 == 0 { process.preStop = ["x"] }
    }
    self.generator = generator
    tell(.prepared(processes))
  }

  private mutating func delete(_ seconds: Int) {
    isDeleted = true
    tell(.deleted(graceSeconds: seconds))
  }

  /// Something happens.
  private mutating func step() {
    switch dice(isLucky ? 8 : 12) {
    case 0, 1, 2: pass()
    case 3: beginOne()
    case 4: endOne()
    case 5, 6: finishProbe()
    case 7: finishHook()
    case 8: if dice(30) == 0, !isDeleted { delete(Int(dice(40))) }
    case 9:
      if dice(5) == 0, let name = machine.containers.randomElement(using: &generator)?.name { tell(.restart(name)) }
    case 10: if dice(12) == 0 { restartNode() }
    default: late()
    }
  }

  private mutating func pass() {
    let most = now + .seconds(Int64(1 + dice(60)))
    var next = min(most, machine.nextDeadline ?? most)
    for process in running.values { if let end = process.endsAt { next = min(next, end) } }
    now = max(next, now)
    tell(.wake)
    if let next = machine.nextDeadline { check(next > now, "woken, it does nothing and asks for the same time") }
    for (name, process) in running where process.endsAt.map({ $0 <= now }) ?? false {
      end(name, process.isKilled ? ProcessExit(signal: 9) : ProcessExit(code: 143))
    }
  }

  private mutating func beginOne() {
    guard let name = running.filter({ !$0.value.isTold }).keys.sorted().randomElement(using: &generator),
      let process = running[name]
    else { return }
    if !isLucky, dice(10) == 0 {
      running[name] = nil
      tell(.notStarted(name, run: process.run, message: "no"))
    } else {
      running[name]?.isTold = true
      tell(.started(name, run: process.run, process: 1))
    }
  }

  private mutating func endOne() {
    let isStep = { (name: String, world: SimulatedPod) in
      world.machine.containers.first { $0.name == name }?.role == .step
    }
    let world = self
    // What runs for long ends by itself only where luck is bad.
    let names = running.keys.sorted().filter { running[$0]?.isTold == true && (!isLucky || isStep($0, world)) }
    guard let name = names.randomElement(using: &generator) else { return }
    end(name, ProcessExit(code: isLucky ? 0 : Int32(dice(3))))
  }

  private mutating func end(_ name: String, _ exit: ProcessExit) {
    guard let process = running.removeValue(forKey: name) else { return }
    tell(.ended(name, run: process.run, exit, log: dice(2) == 0 ? "log" : nil))
  }

  private mutating func finishProbe() {
    guard let key = probes.sorted().randomElement(using: &generator) else { return }
    probes.remove(key)
    let parts = key.split(separator: "/").map(String.init)
    guard let run = Int(parts[1]), let kind = ProbeKind(rawValue: parts[2]) else { return }
    tell(.probed(parts[0], run: run, kind, succeeded: isLucky || dice(3) > 0, "x"))
  }

  private mutating func finishHook() {
    guard !hooks.isEmpty else { return }
    let hook = hooks.remove(at: Int(dice(UInt64(hooks.count))))
    tell(.hookEnded(hook.name, run: hook.run, hook.kind, failure: !isLucky && dice(4) == 0 ? "no" : nil))
  }

  /// The node is restarted: what ran is gone, and nothing is remembered but the status.
  private mutating func restartNode() {
    pod.status = machine.status(of: pod, address: nil, hostAddress: "127.0.0.1")
    let counts = machine.containers.map(\.restarts)
    running = [:]
    hooks = []
    probes = []
    machine = PodMachine(pod, at: reading)
    check(machine.containers.map(\.restarts) == counts, "restart counts change by the node's restart alone")
    count("node restarted")
    // A start that the status did not tell of is not counted.
    for container in machine.containers { starts[container.name] = container.runs }
    if isDeleted { tell(.deleted(graceSeconds: 1)) }
    if dice(8) > 0 { prepare() }
  }

  private mutating func late() {
    guard let container = machine.containers.randomElement(using: &generator) else { return }
    let run = container.runs - 1
    switch dice(3) {
    case 0: tell(.ended(container.name, run: run, ProcessExit(code: 1), log: nil))
    case 1: tell(.started(container.name, run: run, process: 2))
    default: tell(.probed(container.name, run: run, .liveness, succeeded: false, "late"))
    }
  }

  private mutating func count(_ what: String) { reached[what, default: 0] += 1 }

  private mutating func tell(_ input: PodInput) {
    let directives = machine.handle(input, at: reading)
    for directive in directives { take(directive) }
    turn += 1
    let isQuiet = directives.allSatisfy { if case .probe = $0 { true } else { false } }
    if !isQuiet || turn.isMultiple(of: 10) { inspect() }
  }

  private mutating func take(_ directive: PodDirective) {
    switch directive {
    case .start(let name, let run):
      count(run > 1 ? "restart" : "start")
      check(running[name] == nil, "\(name) has two processes")
      check(!isDeleted, "\(name) is started after the deletion")
      check(machine.ending == nil, "\(name) is started though the pod ends")
      check(run == starts[name, default: 0] + 1, "\(name): run \(run) follows \(starts[name, default: 0])")
      starts[name] = run
      checkOrder(name)
      running[name] = Running(run: run, obeys: dice(3) > 0)
    case .terminate(let name, let run):
      count("terminate")
      check(running[name]?.run == run, "\(name) is ended, and does not run")
      check(running[name]?.isTerminated == false, "\(name) is ended twice")
      running[name]?.isTerminated = true
      let end = now + .seconds(Int64(dice(10)))
      if running[name]?.obeys == true { running[name]?.endsAt = end }
    case .kill(let name, let run):
      count("kill")
      check(running[name]?.run == run, "\(name) is killed, and does not run")
      check(running[name]?.isTerminated == true, "\(name) is killed before it was asked to end")
      running[name]?.isKilled = true
      running[name]?.endsAt = now
    case .probe(let name, let run, let kind):
      count("probe")
      check(running[name]?.run == run && running[name]?.isTold == true, "\(name) is probed, and does not run")
      check(probes.insert("\(name)/\(run)/\(kind.rawValue)").inserted, "\(name) is probed twice at a time")
    case .hook(let name, let run, let kind, let time):
      count("hook")
      check(running[name]?.run == run, "\(name) has a hook, and does not run")
      hooks.append((name, run, kind, now + time))
    case .report(_, _, let reason, _, let note): check(!reason.isEmpty && !note.isEmpty, "an event says nothing")
    case .gone:
      count("gone")
      check(isDeleted, "gone without a deletion")
      check(running.isEmpty, "gone, and \(running.keys.sorted()) run")
      isGone = true
    }
  }

  /// What must be before a container starts.
  private mutating func checkOrder(_ name: String) {
    guard let index = machine.containers.firstIndex(where: { $0.name == name }) else { return }
    for earlier in machine.containers[..<index] where earlier.role != .main {
      if earlier.role == .step {
        check(earlier.isDone || machine.isInitialized, "\(name) is started before \(earlier.name) is done")
      } else {
        check(earlier.isUp || earlier.wasUp, "\(name) is started before \(earlier.name) is up")
        count("sidecar")
      }
    }
  }

  private mutating func inspect() {
    let status = machine.status(of: pod, address: nil, hostAddress: "127.0.0.1")
    for container in status.containerStatuses + status.initContainerStatuses {
      let restarts = max(starts[container.name, default: 0] - 1, 0)
      check(
        container.restartCount == restarts,
        "\(container.name): \(container.restartCount ?? -1) restarts, not \(restarts)")
      let states = [
        container.state.waiting != nil, container.state.running != nil, container.state.terminated != nil,
      ]
      check(states.filter { $0 }.count == 1, "\(container.name) has \(states) states")
      if container.state.running != nil, running[container.name] == nil {
        check(
          machine.containers.contains { $0.name == container.name && $0.isLeftOut }, "\(container.name) is told to run")
      }
      if container.state.waiting?.reason == "CrashLoopBackOff" { count("CrashLoopBackOff") }
    }
    let isReady = status.conditions.contains { $0.type == "Ready" && $0.status == "True" }
    if isReady {
      count("ready")
      check(status.phase == "Running", "ready and \(status.phase ?? "")")
      check(status.containerStatuses.allSatisfy { $0.ready == true }, "ready with a container that is not")
    }
    if let next = machine.nextDeadline { check(next > now - .seconds(61), "a deadline is long past") }
    if !running.isEmpty {
      check(status.phase == "Running" || status.phase == "Pending", "\(running.keys) run in \(status.phase ?? "")")
    }
  }
}

/// What is wrong in a world. One world at a time writes to it.
private final class Notes {
  var problems: [String] = []
}
