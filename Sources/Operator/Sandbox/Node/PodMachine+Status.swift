import KubernetesClient
import KubernetesObjects

extension PodMachine {
  /// The phase, by the kubelet's rules.
  var phase: String {
    if let finalPhase { return finalPhase }
    let mains = containers.filter { $0.role == .main && !$0.isLeftOut }
    let hasEnded = mains.allSatisfy { $0.state == .ended }
    if let ending, !isAlive {
      if ending.why == .tooLong { return "Failed" }
      return !mains.isEmpty && hasEnded && mains.allSatisfy { $0.lastEnd?.code == 0 } ? "Succeeded" : "Failed"
    }
    guard isInitialized, mains.allSatisfy({ $0.runs > 0 && $0.state != .waiting }) else { return "Pending" }
    let isStarting = mains.contains { $0.state == .starting && $0.runs == 1 }
    return isStarting ? "Pending" : "Running"
  }

  /// The whole status. What the node does not know is as it was.
  func status(of pod: Pod, address: String?, hostAddress: String) -> PodStatus {
    var status = pod.status ?? PodStatus(phase: nil)
    status.phase = phase
    status.conditions = conditions.all
    status.startTime = startTime
    status.hostIP = hostAddress
    status.hostIPs = [HostIP(ip: hostAddress)]
    if let address {
      status.podIP = address
      status.podIPs = [HostIP(ip: address)]
    }
    if ending?.why == .tooLong {
      status.reason = "DeadlineExceeded"
      status.message = "Pod was active on the node longer than the specified deadline"
    }
    status.observedGeneration = pod.metadata.generation ?? status.observedGeneration
    var steps: [ContainerStatus] = []
    var mains: [ContainerStatus] = []
    for container in containers {
      if container.role == .main {
        mains.append(self.status(of: container))
      } else {
        steps.append(self.status(of: container))
      }
    }
    status.initContainerStatuses = steps
    status.containerStatuses = mains
    return status
  }

  private func status(of container: ContainerMachine) -> ContainerStatus {
    var status = ContainerStatus(
      name: container.name, ready: false, restartCount: container.restarts, image: container.image ?? "", imageID: "",
      containerID: container.containerID)
    status.started = container.isUp && (container.isAlive || container.isLeftOut)
    if container.isLeftOut {
      status.ready = true
      if container.role == .step {
        status.started = false
        status.state.terminated = ContainerStateTerminated(
          exitCode: 0, reason: "Completed", startedAt: startTime, finishedAt: startTime)
      } else if ending != nil, !isAlive {
        let finished = containers.compactMap(\.lastEnd?.finishedAt).max() ?? startTime
        status.ready = false
        status.started = false
        status.state.terminated = ContainerStateTerminated(
          exitCode: 0, reason: "Completed", startedAt: startTime, finishedAt: finished)
      } else {
        status.state.running = ContainerStateRunning(startedAt: startTime)
      }
      return status
    }
    switch container.state {
    case .running:
      status.ready = container.isReady
      status.state.running = ContainerStateRunning(startedAt: container.startedAt)
      status.lastState.terminated = container.lastEnd?.terminated
    case .waiting, .starting:
      status.state.waiting = waiting(container)
      status.lastState.terminated = container.lastEnd?.terminated
    case .ended:
      let isRestarted = ending == nil && restarts(container)
      if isRestarted, container.wait > .zero || !isPrepared || !isInitialized {
        status.state.waiting = container.wait > .zero ? backOff(container) : waiting(container)
        status.lastState.terminated = container.lastEnd?.terminated
      } else {
        status.ready = container.role == .step && container.isDone
        status.state.terminated = container.lastEnd?.terminated
        status.lastState.terminated = container.endBefore?.terminated
      }
    }
    return status
  }

  private func backOff(_ container: ContainerMachine) -> ContainerStateWaiting {
    ContainerStateWaiting(
      reason: "CrashLoopBackOff",
      message: "back-off \(Self.text(container.wait)) restarting failed container=\(container.name) pod=\(identity)")
  }

  private func waiting(_ container: ContainerMachine) -> ContainerStateWaiting {
    if let trouble { return ContainerStateWaiting(reason: trouble.reason, message: trouble.message) }
    let hasSteps = containers.contains { $0.role != .main }
    let isFirst = container.name == containers.first?.name
    return ContainerStateWaiting(
      reason: isPrepared && hasSteps && !isFirst && !isInitialized ? "PodInitializing" : "ContainerCreating")
  }

  /// A duration as Go writes it: `10s`, `1m20s`, `5m0s`.
  static func text(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    if seconds == 0 { return "\(duration.components.attoseconds / 1_000_000_000_000_000)ms" }
    return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
  }

  // MARK: Conditions

  /// Sets the node's conditions to what is so.
  mutating func updateConditions(at now: ClockReading) {
    let time = now.time
    let isOver = ending != nil && !isAlive
    let over = phase == "Succeeded" ? "PodCompleted" : "PodFailed"
    conditions.set("PodReadyToStartContainers", isPrepared && !isOver, at: time)
    let steps = containers.filter { container in
      switch container.role {
      case .step: !container.isDone
      case .sidecar: !(container.isUp || container.wasUp)
      case .main: false
      }
    }
    if isInitialized || steps.isEmpty && (isPrepared || finalPhase != nil) {
      conditions.set("Initialized", true, reason: phase == "Succeeded" ? "PodCompleted" : nil, at: time)
    } else {
      conditions.set(
        "Initialized", false, reason: "ContainersNotInitialized",
        message: "containers with incomplete status: \(Self.names(of: steps))", at: time)
    }
    let unready = containers.filter { container in
      container.role != .step && !(isPrepared && container.isReady)
    }
    let message = "containers with unready status: \(Self.names(of: unready))"
    if isOver {
      conditions.set("ContainersReady", false, reason: over, at: time)
      conditions.set("Ready", false, reason: over, at: time)
    } else if !unready.isEmpty {
      conditions.set("ContainersReady", false, reason: "ContainersNotReady", message: message, at: time)
      conditions.set("Ready", false, reason: "ContainersNotReady", message: message, at: time)
    } else {
      conditions.set("ContainersReady", true, at: time)
      updateReady(at: time)
    }
    if !conditions.isTrue("PodScheduled") { conditions.set("PodScheduled", true, at: time) }
  }

  private mutating func updateReady(at time: Time) {
    let missing = readinessGates.filter { !conditions.isTrue($0) }
    if missing.isEmpty {
      conditions.set("Ready", true, at: time)
    } else {
      conditions.set(
        "Ready", false, reason: "ReadinessGatesNotReady",
        message: "the status of pod readiness gates is not \"True\": \(missing.joined(separator: ", "))", at: time)
    }
  }

  private static func names(of containers: [ContainerMachine]) -> String {
    "[" + containers.map(\.name).joined(separator: " ") + "]"
  }
}
