import KubernetesClient
import KubernetesObjects

/// A kubelet's view of one pod as a value: it is told what happened and what time it is, and says what is to be done.
///
/// States: preparing (volumes and files are not there), starting (init containers, one after the other), running,
/// ending (every container is stopped), over. It must never have two processes of one container, start nothing once it
/// ends, and say `gone` only when no process is left and the deletion was asked for.
struct PodMachine: Sendable {
  /// How it behaves.
  struct Settings: Sendable, Hashable {
    /// The waits before restarts.
    var backoff = RestartBackoff.Times()
    /// A usual grace period in seconds, where the pod names none.
    var grace = 30
  }

  /// Why a pod ends.
  enum Ending: Sendable, Hashable {
    /// Its containers have done their work, or failed and are not to be restarted.
    case complete
    /// It took longer than it may.
    case tooLong
    /// Its deletion was asked for.
    case deletion
  }

  /// How long a postStart hook may take.
  static let longestHook = Duration.seconds(300)
  /// What a container always has to end after SIGTERM: the kubelet's figure.
  static let leastGrace = Duration.seconds(2)

  let settings: Settings
  let identity: String
  let restartPolicy: String
  let grace: Duration
  let readinessGates: [String]
  /// Init containers in order, then the containers.
  var containers: [ContainerMachine]
  var isPrepared = false
  /// Why it is not prepared.
  var trouble: (reason: String, message: String)?
  /// Every init container is done, or goes on.
  var isInitialized = false
  var ending: (why: Ending, deadline: Duration)?
  var isGone = false
  /// When it was last told something.
  private var lastTold: Duration
  /// When it has taken longer than it may.
  var activeDeadline: Duration?
  let startTime: Time
  var conditions: PodConditions
  /// The phase that a status told before, which is final.
  let finalPhase: String?

  /// A pod that was bound to this node, or that this node had before it was restarted: then what ran counts as ended.
  init(_ pod: Pod, _ settings: Settings = Settings(), at now: ClockReading) {
    let spec = pod.spec
    let status = pod.status
    self.settings = settings
    lastTold = now.monotonic
    identity = "\(pod.metadata.name)_\(pod.metadata.namespace ?? "default")(\(pod.metadata.uid ?? ""))"
    restartPolicy = spec?.restartPolicy ?? "Always"
    grace = .seconds(max(spec?.terminationGracePeriodSeconds ?? settings.grace, 0))
    readinessGates = PodMachine.gates(of: spec)
    startTime = status?.startTime ?? now.time
    if let seconds = spec?.activeDeadlineSeconds {
      let used = max(now.time.secondsSince1970 - startTime.secondsSince1970, 0)
      activeDeadline = now.monotonic + .seconds(Int64(seconds) - used)
    }
    conditions = PodConditions(status?.conditions ?? [])
    finalPhase = status?.phase.flatMap { $0 == "Succeeded" || $0 == "Failed" ? $0 : nil }
    containers = []
    for container in spec?.initContainers ?? [] {
      containers.append(
        ContainerMachine(
          container, container.restartPolicy == "Always" ? .sidecar : .step,
          status?.initContainerStatuses.first { $0.name == container.name }, keepsEnd: finalPhase != nil, at: now.time))
    }
    for container in spec?.containers ?? [] {
      let status = status?.containerStatuses.first { $0.name == container.name }
      containers.append(ContainerMachine(container, .main, status, keepsEnd: finalPhase != nil, at: now.time))
    }
    if finalPhase != nil { ending = (.complete, now.monotonic) }
    for index in containers.indices where containers[index].state == .ended {
      containers[index].restartAt = now.monotonic
    }
    updateConditions(at: now)
  }

  /// Takes what happened.
  ///
  /// - Returns: what is to be done, in this order.
  mutating func handle(_ input: PodInput, at now: ClockReading) -> [PodDirective] {
    guard !isGone else { return [] }
    lastTold = now.monotonic
    var directives = accept(input, at: now)
    directives += advance(at: now)
    updateConditions(at: now)
    return directives
  }

  /// When it wants to be told the time, if nothing happens before.
  var nextDeadline: Duration? {
    if isGone { return nil }
    var times: [Duration] = []
    for container in containers {
      guard let time = container.nextDeadline else { continue }
      // What has ended waits for its restart, and only where it will be restarted.
      if container.isAlive || ending == nil && isPrepared && restarts(container) { times.append(time) }
    }
    if let ending {
      if containers.contains(where: { $0.isAlive && $0.stop == nil }) { times.append(ending.deadline) }
    } else if let activeDeadline {
      times.append(activeDeadline)
    }
    // What was due already and is not done waits for something else than time.
    return times.filter { $0 > lastTold }.min()
  }

  /// Whether processes may be there.
  var isAlive: Bool { containers.contains(where: \.isAlive) }

  private static func gates(of spec: PodSpec?) -> [String] {
    var gates: [String] = []
    for gate in spec?.other["readinessGates"]?.arrayValue ?? [] {
      if let type = gate["conditionType"]?.stringValue { gates.append(type) }
    }
    return gates
  }
}

extension ContainerMachine {
  /// A container with what its status told before.
  init(_ container: Container, _ role: Role, _ status: ContainerStatus?, keepsEnd: Bool, at time: Time) {
    name = container.name
    self.role = role
    image = container.image
    fallsBackToLog = container.terminationMessagePolicy == "FallbackToLogsOnError"
    runs = 0
    guard let status else { return }
    containerID = status.containerID
    if let running = status.state.running {
      runs = (status.restartCount ?? 0) + 1
      endBefore = status.lastState.terminated.map { ContainerEnd($0, at: time) }
      lastEnd = ContainerEnd(unseenSince: running.startedAt, at: time)
      lastEnd?.containerID = containerID
      state = .ended
    } else if let terminated = status.state.terminated {
      runs = (status.restartCount ?? 0) + 1
      endBefore = status.lastState.terminated.map { ContainerEnd($0, at: time) }
      lastEnd = ContainerEnd(terminated, at: time)
      state = .ended
    } else if let terminated = status.lastState.terminated {
      runs = (status.restartCount ?? 0) + 1
      lastEnd = ContainerEnd(terminated, at: time)
      state = .ended
    }
    // The steps are done anew, as after a machine's restart: what they made may be gone.
    if state == .ended, !keepsEnd, role == .step { state = .waiting }
  }
}
