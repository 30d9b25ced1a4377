import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

/// A pod's machine with time that a test moves, and what it asked for.
struct NodeTimeline {
  var machine: PodMachine
  let pod: Pod
  var now = Duration.seconds(1000)
  var asked: [PodDirective] = []

  static let start = Int64(1_800_000_000)

  init(
    steps: [Container] = [], containers: [Container], policy: String = "Always", grace: Int = 30,
    status: PodStatus? = nil,
    deadline: Int? = nil, gates: [String] = []
  ) {
    var spec = PodSpec(containers: containers)
    spec.initContainers = steps
    spec.restartPolicy = policy
    spec.terminationGracePeriodSeconds = grace
    spec.activeDeadlineSeconds = deadline
    if !gates.isEmpty {
      spec.other["readinessGates"] = .array(gates.map { ["conditionType": .string($0)] })
    }
    pod = Pod(
      metadata: ObjectMeta(name: "p", namespace: "n", uid: "u", generation: 1), spec: spec, status: status)
    machine = PodMachine(pod, at: ClockReading(monotonic: .seconds(1000), wall: Self.wall(.seconds(1000))))
  }

  static func wall(_ now: Duration) -> MicroTime {
    MicroTime(microsecondsSince1970: (start + now.components.seconds - 1000) * 1_000_000)
  }

  var reading: ClockReading { ClockReading(monotonic: now, wall: Self.wall(now)) }

  var status: PodStatus { machine.status(of: pod, address: "127.1.1.1", hostAddress: "127.0.0.1") }

  func container(_ name: String) -> ContainerStatus? {
    (status.containerStatuses + status.initContainerStatuses).first { $0.name == name }
  }

  func condition(_ type: String) -> Condition? { status.conditions.first { $0.type == type } }

  /// Tells it something.
  ///
  /// - Returns: what it asks for, events left out.
  @discardableResult
  mutating func tell(_ input: PodInput) -> [PodDirective] {
    let directives = machine.handle(input, at: reading)
    asked += directives
    return directives.filter { if case .report = $0 { false } else { true } }
  }

  /// Prepares the pod: its containers run what `processes` changes nothing of.
  @discardableResult
  mutating func prepare(leftOut: Set<String> = [], _ change: (inout ContainerProcess) -> Void = { _ in })
    -> [PodDirective]
  {
    tell(.prepared(Self.processes(of: pod, leftOut: leftOut, change)))
  }

  static func processes(
    of pod: Pod, leftOut: Set<String> = [], _ change: (inout ContainerProcess) -> Void = { _ in }
  ) -> PodProcesses {
    var processes = PodProcesses()
    func process(_ container: Container) -> ContainerProcess? {
      if leftOut.contains(container.name) {
        processes.leftOut.append(.init(container: container.name, reason: "test"))
        return nil
      }
      var process = ContainerProcess(name: container.name, executable: "/bin/true", workingDirectory: "/")
      process.isSidecar = container.restartPolicy == "Always"
      change(&process)
      return process
    }
    processes.initContainers = pod.spec?.initContainers.compactMap(process) ?? []
    processes.containers = pod.spec?.containers.compactMap(process) ?? []
    return processes
  }

  @discardableResult
  mutating func started(_ name: String, run: Int = 1) -> [PodDirective] {
    tell(.started(name, run: run, process: 7))
  }

  @discardableResult
  mutating func ended(_ name: String, run: Int = 1, _ code: Int32 = 0, log: String? = nil) -> [PodDirective] {
    tell(.ended(name, run: run, ProcessExit(code: code), log: log))
  }

  /// Lets time pass to each time that it asked for, up to the end of so many seconds.
  @discardableResult
  mutating func pass(_ time: Duration) -> [PodDirective] {
    let end = now + time
    var directives: [PodDirective] = []
    while let next = machine.nextDeadline, next <= end {
      now = max(now, next)
      let some = tell(.wake)
      directives += some
      if some.isEmpty, machine.nextDeadline == next {
        Issue.record("it asks to be woken at \(next), and does nothing then")
        break
      }
    }
    now = end
    return directives + tell(.wake)
  }
}

func container(_ name: String, sidecar: Bool = false) -> Container {
  var container = Container(name: name, image: "i")
  if sidecar { container.restartPolicy = "Always" }
  return container
}
