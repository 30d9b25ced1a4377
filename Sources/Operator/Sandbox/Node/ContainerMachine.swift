import KubernetesClient
import KubernetesObjects

/// One container of a pod.
///
/// States: waiting (never started, or since its last end), starting, running (perhaps about to be stopped), ended. It
/// must never have two runs at a time, and what is told of an earlier run changes nothing.
struct ContainerMachine: Sendable, Hashable {
  /// What a container is in its pod.
  enum Role: Sendable, Hashable {
    /// A step before the containers.
    case step
    /// An init container that goes on.
    case sidecar
    /// One of the pod's containers.
    case main
  }

  /// Where it is.
  enum State: Sendable, Hashable {
    case waiting
    case starting
    case running(since: Duration)
    case ended
  }

  /// A stop that is under way.
  struct Stop: Sendable, Hashable {
    var killAt: Duration
    var isHookUnderWay: Bool
    var isTerminated = false
    var isKilled = false
  }

  let name: String
  let role: Role
  let image: String?
  /// Whether the end of its log is its message when it fails.
  let fallsBackToLog: Bool
  var process: ContainerProcess?
  var isLeftOut = false
  var state = State.waiting
  /// How often it was started, the runs before this node's start included.
  var runs: Int
  var startedAt: Time?
  /// The name of its last run: the system's number of its process.
  var containerID: String?
  /// How its last run ended, and the one before that.
  var lastEnd: ContainerEnd?
  var endBefore: ContainerEnd?
  /// Its postStart hook is still to end.
  var isHookPending = false
  var probes: [ProbeKind: ProbeMachine] = [:]
  var stop: Stop?
  var backoff = RestartBackoff()
  /// When it may start again.
  var restartAt: Duration?
  /// Whether the next start waits for nothing.
  var isRestartFree = false
  /// How long the wait for its restart is, for people.
  var wait = Duration.zero
  /// Whether it was up since the node runs: then it holds up no other any more.
  var wasUp = false

  /// Whether a process of it may be there.
  var isAlive: Bool {
    switch state {
    case .starting, .running: true
    case .waiting, .ended: false
    }
  }

  /// Whether it runs, its hook is over, and its startup probe has succeeded.
  var isUp: Bool {
    if isLeftOut { return true }
    guard case .running = state, !isHookPending else { return false }
    guard let startup = probes[.startup] else { return true }
    return startup.verdict == true
  }

  /// Whether it is up, and its readiness probe succeeds.
  var isReady: Bool {
    guard isUp else { return false }
    guard let readiness = probes[.readiness] else { return true }
    return readiness.verdict == true
  }

  /// Whether it is a step that is done.
  var isDone: Bool { isLeftOut || state == .ended && lastEnd?.code == 0 }

  /// How often it was restarted.
  var restarts: Int { max(runs - 1, 0) }

  // MARK: What happens to it

  /// It is started.
  mutating func begin() -> PodDirective {
    state = .starting
    runs += 1
    startedAt = nil
    containerID = nil
    restartAt = nil
    isRestartFree = false
    stop = nil
    probes = [:]
    isHookPending = process?.postStart != nil
    return .start(name, run: runs)
  }

  /// Its process runs.
  mutating func started(_ process: Int32, at now: ClockReading) -> [PodDirective] {
    guard state == .starting else { return [] }
    containerID = "process://\(process)"
    state = .running(since: now.monotonic)
    startedAt = now.time
    if let probe = self.process?.startupProbe { probes[.startup] = ProbeMachine(probe, .startup, at: now.monotonic) }
    if let probe = self.process?.readinessProbe {
      probes[.readiness] = ProbeMachine(probe, .readiness, at: now.monotonic)
    }
    if let probe = self.process?.livenessProbe { probes[.liveness] = ProbeMachine(probe, .liveness, at: now.monotonic) }
    var directives = [
      PodDirective.report(
        name, isWarning: false, reason: "Started", action: "StartContainer", note: "Container \(name) started")
    ]
    if isHookPending, stop == nil {
      directives.append(.hook(name, run: runs, .postStart, atMost: PodMachine.longestHook))
    } else {
      isHookPending = false
    }
    return directives
  }

  /// Its run is over.
  mutating func ended(_ end: ContainerEnd, at now: ClockReading, _ times: RestartBackoff.Times) {
    var time = Duration.zero
    if case .running(let since) = state { time = now.monotonic - since }
    state = .ended
    endBefore = lastEnd ?? endBefore
    lastEnd = end
    lastEnd?.containerID = containerID
    stop = nil
    probes = [:]
    isHookPending = false
    wait = isRestartFree ? .zero : backoff.next(ranFor: time, times)
    restartAt = now.monotonic + wait
  }

  /// It is to end within a time.
  mutating func beginStop(within grace: Duration, at now: Duration) -> [PodDirective] {
    guard isAlive else { return [] }
    if var stop {
      stop.killAt = min(stop.killAt, now + grace)
      self.stop = stop
      return advanceStop(at: now)
    }
    var directives = [
      PodDirective.report(
        name, isWarning: false, reason: "Killing", action: "StopContainer", note: "Stopping container \(name)")
    ]
    var hasHook = false
    if case .running = state, process?.preStop != nil, grace > .zero { hasHook = true }
    stop = Stop(killAt: now + grace, isHookUnderWay: hasHook)
    if hasHook { directives.append(.hook(name, run: runs, .preStop, atMost: grace)) }
    return directives + advanceStop(at: now)
  }

  /// Goes on with a stop.
  mutating func advanceStop(at now: Duration) -> [PodDirective] {
    guard isAlive, var stop else { return [] }
    var directives: [PodDirective] = []
    if stop.isHookUnderWay, now >= stop.killAt { stop.isHookUnderWay = false }
    if !stop.isHookUnderWay, !stop.isTerminated {
      stop.isTerminated = true
      // A hook that took all the time leaves the kubelet's least.
      stop.killAt = max(stop.killAt, now + PodMachine.leastGrace)
      directives.append(.terminate(name, run: runs))
    }
    if stop.isTerminated, !stop.isKilled, now >= stop.killAt {
      stop.isKilled = true
      directives.append(.kill(name, run: runs))
    }
    self.stop = stop
    return directives
  }

  /// The probes that are to be tried.
  mutating func dueProbes(at now: Duration) -> [PodDirective] {
    guard case .running = state else { return [] }
    var directives: [PodDirective] = []
    for kind in ProbeKind.allCases where isTried(kind) {
      if probes[kind]?.begin(at: now) == true { directives.append(.probe(name, run: runs, kind)) }
    }
    return directives
  }

  /// Whether a probe is tried now: nothing but the startup probe before it has succeeded, and readiness alone while it
  /// stops.
  private func isTried(_ kind: ProbeKind) -> Bool {
    guard !isHookPending else { return false }
    switch kind {
    case .startup: return stop == nil && probes[.startup]?.verdict == nil
    case .liveness: return isUp && stop == nil
    case .readiness: return isUp
    }
  }

  /// When something is to be done, if nothing happens before.
  var nextDeadline: Duration? {
    var times: [Duration] = []
    switch state {
    case .waiting: break
    case .ended: if let restartAt { times.append(restartAt) }
    case .starting, .running:
      if let stop, stop.isHookUnderWay || !stop.isKilled { times.append(stop.killAt) }
      for (kind, probe) in probes where isTried(kind) && !probe.isUnderWay { times.append(probe.nextAt) }
    }
    return times.min()
  }
}

extension ClockReading {
  /// The time of day, in seconds.
  var time: Time { Time(secondsSince1970: wall.microsecondsSince1970 / 1_000_000) }
}
