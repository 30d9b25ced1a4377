import KubernetesClient
import KubernetesObjects

/// What follows from what is so: no input is looked at here.
extension PodMachine {
  /// Takes every step that can be taken now.
  mutating func advance(at now: ClockReading) -> [PodDirective] {
    var directives: [PodDirective] = []
    if ending == nil, let activeDeadline, now.monotonic >= activeDeadline {
      directives += end(.tooLong, within: grace, at: now)
    }
    if ending == nil, isPrepared {
      directives += startContainers(at: now.monotonic)
      if let over = isOver() {
        // Sidecars have the pod's grace.
        directives += end(over, within: grace, at: now)
      }
    }
    for index in containers.indices { directives += containers[index].advanceStop(at: now.monotonic) }
    if ending != nil { directives += endContainers(at: now.monotonic) }
    for index in containers.indices { directives += containers[index].dueProbes(at: now.monotonic) }
    for index in containers.indices where containers[index].isUp { containers[index].wasUp = true }
    return directives
  }

  /// Whether a container that has ended is started again.
  func restarts(_ container: ContainerMachine) -> Bool {
    guard container.state == .ended, !container.isLeftOut else { return false }
    if container.isRestartFree { return true }
    switch container.role {
    case .sidecar: return true
    case .step: return restartPolicy != "Never" && container.lastEnd?.code != 0
    case .main: return restartPolicy == "Always" || restartPolicy == "OnFailure" && container.lastEnd?.code != 0
    }
  }

  private func isDue(_ container: ContainerMachine, _ now: Duration) -> Bool {
    if container.isLeftOut { return false }
    if container.state == .waiting { return true }
    return restarts(container) && now >= container.restartAt ?? now
  }

  private mutating func startContainers(at now: Duration) -> [PodDirective] {
    var directives: [PodDirective] = []
    var isBlocked = false
    for index in containers.indices where containers[index].role != .main {
      let container = containers[index]
      // What was up is kept up; what was not holds up those behind it.
      if container.role == .sidecar, container.wasUp || container.isUp {
        if isDue(container, now) { directives.append(containers[index].begin()) }
        continue
      }
      if isBlocked || isInitialized && container.role == .step { continue }
      if container.role == .step, container.isDone { continue }
      isBlocked = true
      if isDue(container, now) { directives.append(containers[index].begin()) }
    }
    if isBlocked { return directives }
    isInitialized = true
    for index in containers.indices where containers[index].role == .main && isDue(containers[index], now) {
      directives.append(containers[index].begin())
    }
    return directives
  }

  /// Why the pod is over by itself, if it is.
  private func isOver() -> Ending? {
    if restartPolicy == "Never",
      containers.contains(where: { $0.role == .step && $0.state == .ended && !$0.isDone && !$0.isRestartFree })
    {
      return .complete
    }
    let mains = containers.filter { $0.role == .main && !$0.isLeftOut }
    guard isInitialized, !mains.isEmpty else { return nil }
    return mains.allSatisfy { $0.state == .ended && !restarts($0) } ? .complete : nil
  }

  /// Stops the containers at once, then the sidecars from the last to the first.
  private mutating func endContainers(at now: Duration) -> [PodDirective] {
    guard let ending, !isGone else { return [] }
    var directives: [PodDirective] = []
    let grace = max(ending.deadline - now, .zero)
    var isWaiting = false
    for index in containers.indices where containers[index].role != .sidecar && containers[index].isAlive {
      isWaiting = true
      if containers[index].stop == nil { directives += containers[index].beginStop(within: grace, at: now) }
    }
    for index in containers.indices.reversed() where containers[index].role == .sidecar && containers[index].isAlive {
      // When the time is up, none waits for another.
      if containers[index].stop == nil, !isWaiting || now >= ending.deadline {
        directives += containers[index].beginStop(within: grace, at: now)
      }
      isWaiting = true
    }
    if !isAlive, ending.why == .deletion {
      isGone = true
      directives.append(.gone)
    }
    return directives
  }
}
