import BrokerConfig
import Certificates
import ClusterTopology
import Foundation
import KafkaResources
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry

/// Keeps the Secrets of certificates that the pods of each KafkaCluster mount: the shell around `CertificatePlan` and
/// `SandboxPKI`.
///
/// It must never touch a Secret that it did not make: a user's own counts.
final class CertificateKeeper: Sendable {
  private let transport: any APITransport
  private let pki: SandboxPKI
  private let caches: SandboxCaches
  private let queue: WorkQueueRunner<ObjectKey>
  private let log: Logger
  private let namesChanged: @Sendable () -> Void

  /// How long it is until a Secret is looked at again: one that was deleted comes back.
  private static let look = Duration.seconds(30)
  static let fieldManager = "koperator-sandbox"

  /// - Parameter namesChanged: Is called where the names outside may be others.
  init(
    _ transport: any APITransport, _ pki: SandboxPKI, _ caches: SandboxCaches, log: Logger,
    namesChanged: @escaping @Sendable () -> Void
  ) {
    self.transport = transport
    self.pki = pki
    self.log = log
    self.namesChanged = namesChanged
    self.caches = caches
    queue = WorkQueueRunner(name: "sandbox-certificates", workers: 1)
  }

  /// Works until the task is cancelled.
  func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await keys in self.caches.clusters.dirtyKeys() {
          self.queue.add(keys)
          self.namesChanged()
        }
      }
      group.addTask {
        for await keys in self.caches.services.dirtyKeys(by: Self.cluster) {
          self.queue.add(keys)
          self.namesChanged()
        }
      }
      group.addTask { await self.queue.run { await self.pass($0.key) } }
    }
  }

  /// The cluster that a Service of Envoys belongs to.
  private static func cluster(of service: Service) -> [ObjectKey] {
    guard let name = service.metadata.labels[ObjectLabels.cluster] else { return [] }
    return [ObjectKey(namespace: service.metadata.namespace ?? "", name: name)]
  }

  // MARK: Secrets

  private func pass(_ key: ObjectKey) async -> PassResult {
    guard let object = caches.clusters[key], object.metadata.deletionTimestamp == nil,
      let cluster = SandboxCaches.read(object)
    else {
      return .done
    }
    let plan = CertificatePlan(of: cluster, balancers: caches.balancers(of: key))
    for entry in plan.entries {
      do { try await keep(entry, for: cluster, owner: object.metadata.uid) } catch {
        if Task.isCancelled { return .done }
        log.warning(
          "a Secret of certificates was not made; it is tried again",
          [.object: "\(key.namespace)/\(entry.secret)", .error: "\(error)"])
        return .failed
      }
    }
    return .again(after: Self.look)
  }

  private func keep(_ entry: CertificatePlan.Entry, for cluster: KafkaCluster, owner: String?) async throws {
    let now = Int64(Date().timeIntervalSince1970)
    let options = WriteOptions(fieldManager: Self.fieldManager)
    let known = try await transport.find(KubernetesObjects.Secret.self, entry.secret, namespace: cluster.namespace)
    guard let known else {
      let secret = try pki.secret(entry, for: cluster, owner: owner, now: now)
      do throws(ClientError) { _ = try await transport.create(secret, options) } catch {
        // Somebody was faster: theirs counts, or ours is looked at next time.
        if error.apiError?.code == .alreadyExists { return }
        throw error
      }
      return
    }
    guard known.metadata.labels[SandboxPKI.managerLabel] == SandboxPKI.manager,
      known.metadata.annotations[SandboxPKI.planAnnotation] != pki.digest(of: entry)
    else { return }
    var next = try pki.secret(entry, for: cluster, owner: owner, now: now)
    next.metadata.resourceVersion = known.metadata.resourceVersion
    try await transport.replace(next, options)
  }
}
