import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// What all pods of a node use.
struct NodeTools: Sendable {
  let configuration: NodeRuntimeConfiguration
  let places: NodePlaces
  let transport: any APITransport
  let clock: any MonotonicClock
  let supervisor: ProcessSupervisor
  let probes: ProbeRunner
  let events: EventRecorder
  let configMaps: ObjectWatches<ConfigMap>
  let secrets: ObjectWatches<KubernetesObjects.Secret>
  let claims: ObjectWatches<PersistentVolumeClaim>
  let log: Logger
}

/// One pod on its node: `PodMachine` with a clock, processes, files and requests.
///
/// States: running, over (its object is gone or it is not this node's any more), abandoned (its node is lost: its
/// processes are killed, and nothing is written). It must never write a status that is older than what it knows, and
/// never start anything before its predecessor of the same name has ended.
actor PodWorker {
  /// What it is told.
  enum Message: Sendable {
    /// Something for the machine.
    case input(PodInput)
    /// The object as it is now.
    case object(Pod)
    /// Something that the pod names has changed.
    case changed
    /// What a fault asks for, of a container or of all.
    case signal(GuardSignal, container: String?)
    /// The node is lost.
    case abandon
  }

  let tools: NodeTools
  let node: NodeRuntimeConfiguration.NodeName
  let user: UInt64
  let key: ObjectKey
  let uid: String
  private let messages: AsyncStream<Message>
  /// Messages come from processes, probes and watches: as many as there are of those.
  nonisolated let inbox: AsyncStream<Message>.Continuation
  var pod: Pod
  var machine: PodMachine
  /// The processes of containers, by name, with the run that they are.
  var handles: [String: (run: Int, handle: ProcessSupervisor.Handle)] = [:]
  /// Those who wait for the end of processes that they have killed.
  private var deaths: [Death] = []
  var place: PodPlace?
  /// The address that is given back at the end.
  var ownAddress: String?
  var timer: Task<Void, Never>?
  var timerDeadline: Duration?
  /// The preparation that is under way, its rest after a failure, and whether something has changed since it began.
  var preparation: Task<Void, Never>?
  var retry: Task<Void, Never>?
  var isPreparationStale = false
  /// Whether events have told what does not run here.
  var hasToldLeftOut = false
  var isAbandoned = false
  /// The one write of the status that is under way, and whether another is to follow.
  var statusTask: Task<Void, Never>?
  var isStatusDirty = false
  var writer = StatusWriter()

  /// Processes that were killed, by the names of their containers with their runs, and whom their end is told.
  private struct Death {
    var runs: [String: Int]
    let over: OneTimeSignal
  }

  /// How long processes that are killed may take to die.
  private static let patience = Duration.seconds(30)

  init(_ pod: Pod, _ node: NodeRuntimeConfiguration.NodeName, _ tools: NodeTools) {
    self.tools = tools
    self.node = node
    self.pod = pod
    user = tools.configMaps.newUser()
    key = pod.key
    uid = pod.metadata.uid ?? ""
    machine = PodMachine(
      pod, PodMachine.Settings(backoff: RestartBackoff.Times(factor: tools.configuration.backoffFactor)),
      at: tools.clock.reading)
    (messages, inbox) = AsyncStream.makeStream()
  }

  /// Tells it something. It returns at once.
  nonisolated func tell(_ message: Message) { inbox.yield(message) }

  /// Does what a kubelet does for the pod, until it is over.
  func run() async {
    try? PodFiles.makeFolder(folder)
    try? PodFiles.makeFolder(logFolder)
    tell(.object(pod))
    if machine.finalPhase == nil { prepare() }
    for await message in messages {
      take(message)
      if machine.isGone || isAbandoned { break }
      setTimer()
    }
    timer?.cancel()
    for death in deaths { death.over.signal() }
    preparation?.cancel()
    await preparation?.value
    tools.configMaps.end(user)
    tools.secrets.end(user)
    tools.claims.end(user)
    await statusTask?.value
    if isAbandoned {
      await endAbandoned()
    } else if machine.isGone {
      await writeStatus()
      await remove()
    }
    if let ownAddress { tools.places.releaseAddress(ownAddress) }
  }

  private func take(_ message: Message) {
    let now = tools.clock.reading
    switch message {
    case .input(let input):
      if case .ended(let name, let run, _, _) = input { forget(name, run) }
      if case .notStarted(let name, let run, _) = input { forget(name, run) }
      carryOut(machine.handle(input, at: now))
    case .object(let next):
      if !writer.isOlder(next, than: pod) { pod = next }
      machine.conditions.merge(pod.status?.conditions ?? [])
      if next.metadata.deletionTimestamp != nil {
        carryOut(machine.handle(.deleted(graceSeconds: next.metadata.deletionGracePeriodSeconds ?? 0), at: now))
      } else {
        carryOut(machine.handle(.wake, at: now))
      }
    case .changed: if machine.ending == nil { prepare() }
    case .signal(let signal, let container):
      for (name, entry) in handles where container == nil || container == name {
        tools.supervisor.signal(entry.handle, signal)
      }
    case .abandon:
      isAbandoned = true
      return
    }
    scheduleStatus()
  }

  private func forget(_ name: String, _ run: Int) {
    if handles[name]?.run == run { handles[name] = nil }
    for index in deaths.indices.reversed() where deaths[index].runs[name] == run {
      deaths[index].runs[name] = nil
      if deaths[index].runs.isEmpty { deaths.remove(at: index).over.signal() }
    }
  }

  /// Kills the processes of a container, or of all, and returns when they have ended and nothing answers for them any more.
  ///
  /// - Returns: Whether they have; false for one that does not leave the kernel within half a minute.
  func kill(_ container: String?) async -> Bool {
    let doomed = handles.filter { container == nil || container == $0.key }
    guard !doomed.isEmpty, !isAbandoned, !machine.isGone else { return true }
    let over = OneTimeSignal()
    deaths.append(Death(runs: doomed.mapValues(\.run), over: over))
    for (_, entry) in doomed { tools.supervisor.signal(entry.handle, .kill) }
    let clock = tools.clock
    let patience = Task {
      guard (try? await clock.sleep(for: Self.patience)) != nil else { return }
      over.signal()
    }
    await over.wait()
    patience.cancel()
    guard let index = deaths.firstIndex(where: { $0.over === over }) else { return true }
    deaths.remove(at: index)
    return isAbandoned || machine.isGone
  }

  /// Kills what runs, and waits until nothing does.
  private func endAbandoned() async {
    for (_, entry) in handles { tools.supervisor.signal(entry.handle, .kill) }
    guard !handles.isEmpty else { return }
    let clock = tools.clock
    let inbox = inbox
    let patience = Task {
      guard (try? await clock.sleep(for: Self.patience)) != nil else { return }
      inbox.finish()
    }
    defer { patience.cancel() }
    for await message in messages {
      if case .input(let input) = message {
        if case .ended(let name, let run, _, _) = input { forget(name, run) }
        if case .notStarted(let name, let run, _) = input { forget(name, run) }
      }
      if handles.isEmpty { return }
    }
  }

  private func setTimer() {
    let deadline = machine.nextDeadline
    guard deadline != timerDeadline || timer == nil else { return }
    timer?.cancel()
    timerDeadline = deadline
    timer = nil
    guard let deadline else { return }
    let clock = tools.clock
    timer = Task { [weak self] in
      guard (try? await clock.sleep(until: deadline)) != nil else { return }
      await self?.wake()
    }
  }

  private func wake() {
    timer = nil
    tell(.input(.wake))
  }

  // MARK: Names

  var folder: String { "\(tools.configuration.folder)/pods/\(key.namespace)_\(key.name)_\(uid)" }
  var logFolder: String { "\(tools.configuration.folder)/logs" }

  func logPath(_ container: String) -> String { "\(logFolder)/\(key.namespace)_\(key.name)_\(container).log" }

  /// The pod as events name it, with a container of it.
  func reference(_ container: String) -> ObjectReference {
    var reference = ObjectReference(to: pod)
    let isInit = pod.spec?.initContainers.contains { $0.name == container } ?? false
    if !container.isEmpty { reference.fieldPath = "spec.\(isInit ? "initContainers" : "containers"){\(container)}" }
    return reference
  }
}
