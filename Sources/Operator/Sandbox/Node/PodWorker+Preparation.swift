import KubernetesClient
import KubernetesObjects

extension PodWorker {
  /// How long an object that the pod names may take to be read.
  private static let reading = Duration.seconds(30)

  /// Has the pod prepared, or its files written anew where it is. There is one preparation at a time: what changes
  /// meanwhile is looked at in the next.
  func prepare() {
    isPreparationStale = true
    retry?.cancel()
    guard preparation == nil else { return }
    preparation = Task { await preparePatiently() }
  }

  private func preparePatiently() async {
    while !Task.isCancelled, !isAbandoned {
      isPreparationStale = false
      let isDone = await prepareOnce()
      if isPreparationStale { continue }
      if isDone { break }
      let clock = tools.clock
      let time = tools.configuration.preparationRetry
      let retry = Task { _ = try? await clock.sleep(for: time) }
      self.retry = retry
      await withTaskCancellationHandler {
        await retry.value
      } onCancel: {
        retry.cancel()
      }
    }
    preparation = nil
  }

  private func prepareOnce() async -> Bool {
    do throws(PodTrouble) {
      let processes = try await processesOfPod()
      if Task.isCancelled { return true }
      try PodFiles.write(processes, of: folder)
      tellWhatIsLeftOut(of: processes)
      tell(.input(.prepared(processes)))
      return true
    } catch {
      if !Task.isCancelled { complain(error) }
      return false
    }
  }

  private func tellWhatIsLeftOut(of processes: PodProcesses) {
    guard !hasToldLeftOut else { return }
    hasToldLeftOut = true
    for container in processes.leftOut {
      tools.events.record(
        .normal, reason: "LeftOut", action: "PreparePod",
        note: "Container \(container.container) does not run here: \(container.reason)",
        regarding: reference(container.container))
    }
  }

  private func complain(_ trouble: PodTrouble) {
    guard !machine.isPrepared else {
      tools.log.warning(
        "the files of a pod cannot be written anew",
        [.object: "\(key.namespace)/\(key.name)", .error: trouble.message])
      return
    }
    tell(.input(.notPrepared(reason: trouble.reason, message: trouble.message)))
    let isConfiguration = trouble.reason == "CreateContainerConfigError"
    tools.events.record(
      .warning, reason: isConfiguration ? "Failed" : "FailedMount", action: "PreparePod", note: trouble.message,
      regarding: reference(""))
  }

  private func processesOfPod() async throws(PodTrouble) -> PodProcesses {
    let references = PodReferences(of: pod)
    // All are watched before one is waited for, so that every change is heard of.
    for name in references.configMaps.keys { try watch(tools.configMaps, name) }
    for name in references.secrets.keys { try watch(tools.secrets, name) }
    for name in references.claims { try watch(tools.claims, name) }
    var configMaps: [String: ConfigMap] = [:]
    for (name, isOptional) in references.configMaps.sorted(by: { $0.key < $1.key }) {
      configMaps[name] = try await read(tools.configMaps, name, isOptional: isOptional)
    }
    var secrets: [String: Secret] = [:]
    for (name, isOptional) in references.secrets.sorted(by: { $0.key < $1.key }) {
      secrets[name] = try await read(tools.secrets, name, isOptional: isOptional)
    }
    var claims: [String: String] = [:]
    for name in references.claims.sorted() { claims[name] = try await claimFolder(name) }
    let place = PodPlace(
      address: try address(), folder: folder, claims: claims, hostsFile: tools.configuration.hostsFile,
      nodeAddress: node.address, names: tools.configuration.names)
    self.place = place
    return try tools.places.translate(pod, place, tools.configuration.programs, configMaps, secrets)
  }

  private func watch<Object>(_ watches: ObjectWatches<Object>, _ name: String) throws(PodTrouble) {
    let inbox = inbox
    try watches.watch(ObjectKey(namespace: key.namespace, name: name), for: user) { inbox.yield(.changed) }
  }

  private func read<Object>(
    _ watches: ObjectWatches<Object>, _ name: String, isOptional: Bool
  ) async throws(PodTrouble) -> Object? {
    let found = try await watches.object(ObjectKey(namespace: key.namespace, name: name), within: Self.reading)
    if let found { return found }
    if isOptional { return nil }
    throw .notYet("\(Object.kind.lowercased()) \"\(name)\" not found in namespace \"\(key.namespace)\": create it")
  }

  private func claimFolder(_ name: String) async throws(PodTrouble) -> String {
    guard let claim = try await read(tools.claims, name, isOptional: false) else { return "" }
    guard claim.status?.phase == "Bound" else {
      throw .notYet(
        "persistentvolumeclaim \"\(name)\" is not bound yet: its phase is \(claim.status?.phase ?? "Pending")")
    }
    let quantity = claim.status?.capacity["storage"] ?? claim.spec?.resources?.requests["storage"]
    let bytes = (try? quantity?.value()) ?? 0
    return try await tools.places.claimFolder(key.namespace, name, claim.metadata.uid ?? "", bytes)
  }

  private func address() throws(PodTrouble) -> String {
    if let place { return place.address }
    if let address = pod.metadata.annotations[SandboxAnnotation.address], !address.isEmpty { return address }
    let address = try tools.places.newAddress()
    ownAddress = address
    return address
  }
}
