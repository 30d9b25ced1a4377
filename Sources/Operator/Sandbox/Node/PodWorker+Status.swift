import KubernetesClient
import KubernetesObjects

extension PodWorker {
  /// How long one write may take.
  private static let writing = Duration.seconds(10)
  /// How long it waits after a failed write.
  private static let rest = Duration.milliseconds(500)

  private var wanted: PodStatus {
    machine.status(of: pod, address: place?.address, hostAddress: node.address)
  }

  /// Has the status written, while the pod goes on.
  func scheduleStatus() {
    isStatusDirty = true
    guard statusTask == nil else { return }
    statusTask = Task { await writeDirtyStatus() }
  }

  private func writeDirtyStatus() async {
    while isStatusDirty, !isAbandoned, !Task.isCancelled {
      isStatusDirty = false
      await writeStatus()
    }
    statusTask = nil
  }

  /// Writes the status where it is not what the server has. Where that fails, it is tried again with the next message,
  /// one of which is sent for it.
  func writeStatus() async {
    for _ in 0..<3 {
      let status = wanted
      guard writer.isNews(status, over: pod.status) else { return }
      var next = pod
      next.status = status
      do throws(ClientError) {
        let answer = try await tools.transport.replaceStatus(next, within: Self.writing)
        writer.wrote(status, answer.status)
        pod = answer
        return
      } catch {
        switch error.code {
        case .conflict: guard await readAgain() else { return }
        case .notFound: return
        default:
          if error.isCancellation { return }
          tools.log.debug(
            "the status of a pod cannot be written", [.object: "\(key.namespace)/\(key.name)", .error: "\(error)"])
          // What the server refuses is not sent again until it is another.
          if !error.isRetryable { writer.wrote(status, pod.status) }
          tryAgain()
          return
        }
      }
    }
    tryAgain()
  }

  /// - Returns: whether the pod is still there.
  private func readAgain() async -> Bool {
    guard let found = try? await tools.transport.find(Pod.self, key.name, namespace: key.namespace) else {
      tryAgain()
      return false
    }
    guard found.metadata.uid == uid else { return false }
    pod = found
    machine.conditions.merge(found.status?.conditions ?? [])
    return true
  }

  private func tryAgain() {
    let clock = tools.clock
    let inbox = inbox
    Task {
      guard (try? await clock.sleep(for: Self.rest)) != nil else { return }
      inbox.yield(.input(.wake))
    }
  }

  /// Removes the object, now that nothing of the pod runs, and its folder.
  func remove() async {
    PodFiles.remove(folder)
    while !Task.isCancelled {
      do throws(ClientError) {
        let options = DeleteOptions(uid: uid, gracePeriodSeconds: 0)
        try await tools.transport.delete(Pod.self, key.name, namespace: key.namespace, options, within: Self.writing)
        return
      } catch {
        // Gone, or another one of the same name.
        if error.code == .notFound || error.code == .conflict || error.isCancellation { return }
        tools.log.debug(
          "a pod that has ended cannot be deleted", [.object: "\(key.namespace)/\(key.name)", .error: "\(error)"])
      }
      try? await tools.clock.sleep(for: Self.rest)
    }
  }

  /// Says that the pod is not ready because its node is lost, as the controller of nodes does.
  func writeUnready() async {
    guard let found = try? await tools.transport.find(Pod.self, key.name, namespace: key.namespace),
      found.metadata.uid == uid, var status = found.status
    else { return }
    let time = tools.clock.reading.time
    for index in status.conditions.indices where status.conditions[index].type == "Ready" {
      if status.conditions[index].status != "False" { status.conditions[index].lastTransitionTime = time }
      status.conditions[index].status = "False"
      status.conditions[index].reason = "NodeNotReady"
      status.conditions[index].message = "the node of the pod is lost"
    }
    var next = found
    next.status = status
    _ = try? await tools.transport.replaceStatus(next, within: Self.writing)
  }
}
