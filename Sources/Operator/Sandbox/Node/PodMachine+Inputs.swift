import KubernetesClient
import KubernetesObjects

extension PodMachine {
  /// Takes an input, and says what it alone asks for.
  mutating func accept(_ input: PodInput, at now: ClockReading) -> [PodDirective] {
    switch input {
    case .wake: return []
    case .prepared(let processes):
      prepare(processes)
      return []
    case .notPrepared(let reason, let message):
      if !isPrepared { trouble = (reason, message) }
      return []
    case .started(let name, let run, let process):
      guard let index = index(of: name, run: run) else { return [] }
      return containers[index].started(process, at: now)
    case .notStarted(let name, let run, let message):
      guard let index = index(of: name, run: run), containers[index].isAlive else { return [] }
      containers[index].ended(ContainerEnd(notStarted: message, at: now.time), at: now, settings.backoff)
      return [
        .report(name, isWarning: true, reason: "Failed", action: "StartContainer", note: "Error: \(message)")
      ] + backOffReport(index)
    case .ended(let name, let run, let exit, let log):
      guard let index = index(of: name, run: run), containers[index].isAlive else { return [] }
      let end = ContainerEnd(exit, log: log, startedAt: containers[index].startedAt, finishedAt: now.time)
      containers[index].ended(end, at: now, settings.backoff)
      return backOffReport(index)
    case .probed(let name, let run, let kind, let succeeded, let text):
      guard let index = index(of: name, run: run) else { return [] }
      return probed(index, kind, succeeded, text, at: now)
    case .hookEnded(let name, let run, let kind, let failure):
      guard let index = index(of: name, run: run) else { return [] }
      return hookEnded(index, kind, failure, at: now)
    case .deleted(let seconds):
      let grace = seconds.map { Duration.seconds(max($0, 0)) } ?? Self.leastGrace
      return end(.deletion, within: max(grace, Self.leastGrace), at: now)
    case .restart(let name):
      guard ending == nil, let index = containers.firstIndex(where: { $0.name == name }) else { return [] }
      containers[index].isRestartFree = true
      if containers[index].state == .ended { containers[index].restartAt = now.monotonic }
      return containers[index].beginStop(within: grace, at: now.monotonic)
    }
  }

  private func index(of name: String, run: Int) -> Int? {
    containers.firstIndex { $0.name == name && $0.runs == run }
  }

  private mutating func prepare(_ processes: PodProcesses) {
    guard !isPrepared else { return }
    var found: [String: ContainerProcess] = [:]
    for process in processes.initContainers + processes.containers { found[process.name] = process }
    for index in containers.indices {
      containers[index].process = found[containers[index].name]
      // What has no process here cannot run: it counts as what is left out does.
      containers[index].isLeftOut = found[containers[index].name] == nil
    }
    isPrepared = true
    trouble = nil
  }

  /// Has every container end within a time.
  mutating func end(_ why: Ending, within grace: Duration, at now: ClockReading) -> [PodDirective] {
    let deadline = now.monotonic + grace
    if let before = ending, before.why != .complete || isAlive {
      // A later wish can only shorten it.
      ending = (before.why == .deletion ? .deletion : why, min(before.deadline, deadline))
    } else {
      ending = (why, deadline)
    }
    let last = ending?.deadline ?? deadline
    var directives: [PodDirective] = []
    for index in containers.indices where containers[index].stop != nil {
      directives += containers[index].beginStop(within: max(last - now.monotonic, .zero), at: now.monotonic)
    }
    return directives
  }

  private mutating func probed(
    _ index: Int, _ kind: ProbeKind, _ succeeded: Bool, _ text: String, at now: ClockReading
  ) -> [PodDirective] {
    let hasFailed = containers[index].probes[kind]?.finish(succeeded) ?? !succeeded
    guard hasFailed, containers[index].stop == nil, containers[index].isAlive else { return [] }
    let name = containers[index].name
    var directives = [
      PodDirective.report(
        name, isWarning: true, reason: "Unhealthy", action: "Probe", note: "\(kind.rawValue) probe failed: \(text)")
    ]
    guard kind != .readiness, containers[index].probes[kind]?.verdict == false else { return directives }
    directives.append(
      .report(
        name, isWarning: false, reason: "Killing", action: "RestartContainer",
        note: "Container \(name) failed \(kind.rawValue.lowercased()) probe, will be restarted"))
    return directives + containers[index].beginStop(within: grace, at: now.monotonic)
  }

  private mutating func hookEnded(
    _ index: Int, _ kind: HookKind, _ failure: String?, at now: ClockReading
  ) -> [PodDirective] {
    let name = containers[index].name
    switch kind {
    case .postStart:
      guard containers[index].isHookPending, containers[index].isAlive else { return [] }
      containers[index].isHookPending = false
      guard let failure else { return [] }
      let report = PodDirective.report(
        name, isWarning: true, reason: "FailedPostStartHook", action: "StartContainer",
        note: "PostStart hook of container \(name) failed: \(failure)")
      return [report] + containers[index].beginStop(within: grace, at: now.monotonic)
    case .preStop:
      guard containers[index].stop?.isHookUnderWay == true else { return [] }
      containers[index].stop?.isHookUnderWay = false
      guard let failure else { return [] }
      return [
        .report(
          name, isWarning: true, reason: "FailedPreStopHook", action: "StopContainer",
          note: "PreStop hook of container \(name) failed: \(failure)")
      ]
    }
  }

  /// Says that a container which has ended waits for its restart.
  private func backOffReport(_ index: Int) -> [PodDirective] {
    guard ending == nil, containers[index].wait > .zero, restarts(containers[index]) else { return [] }
    let name = containers[index].name
    return [
      .report(
        name, isWarning: true, reason: "BackOff", action: "RestartContainer",
        note: "Back-off restarting failed container \(name) in pod \(identity)")
    ]
  }
}
