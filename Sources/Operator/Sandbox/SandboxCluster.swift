import JSON
import YAML

/// The cluster that a sandbox begins with where no manifest is given: KRaft, with a listener outside.
public struct SandboxCluster: Sendable, Hashable {
  /// How clients outside tell brokers apart.
  public enum Access: String, Sendable, Hashable, CaseIterable {
    /// By port, without TLS.
    case port
    /// By name, in the handshake of TLS.
    case sni
  }

  /// The name that clients bootstrap from with `sni`; `.test` is nobody's (RFC 6761).
  public static let host = "kafka.sandbox.test"

  /// How many brokers.
  public var brokers: Int
  /// How they are told apart.
  public var access: Access

  /// A cluster.
  ///
  /// - Parameter brokers: From 1 to 100.
  public init(brokers: Int = 3, access: Access = .port) {
    self.brokers = brokers
    self.access = access
  }

  /// The first of them are controllers, too: one, or three of three and more.
  private var controllers: Int { brokers < 3 ? 1 : 3 }

  /// The manifest, as a person would write it.
  public var text: String {
    let factor = min(brokers, 3)
    var text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata:
        name: kafka
        namespace: kafka
      spec:
        kRaft: true
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        readOnlyConfig: |
          auto.create.topics.enable=true
          num.partitions=\(max(3, brokers))
          default.replication.factor=\(factor)
          offsets.topic.replication.factor=\(factor)
          transaction.state.log.replication.factor=\(factor)
          transaction.state.log.min.isr=\(max(1, factor - 1))
          min.insync.replicas=\(max(1, factor - 1))
          group.initial.rebalance.delay.ms=0
        brokerConfigGroups:
          default:
            processRoles: [broker]
            storageConfigs:
              - mountPath: /kafka-logs
                pvcSpec:
                  accessModes: [ReadWriteOnce]
                  resources:
                    requests:
                      storage: 1Gi
        brokers:

      """
    for id in 0..<brokers {
      text += "    - id: \(id)\n      brokerConfigGroup: default\n"
      if id < controllers { text += "      brokerConfig:\n        processRoles: [controller, broker]\n" }
    }
    text += """
        rollingUpgradeConfig:
          failureThreshold: 1
        listenersConfig:
          internalListeners:
            - type: plaintext
              name: internal
              containerPort: 29092
              usedForInnerBrokerCommunication: true
            - type: plaintext
              name: controller
              containerPort: 29093
              usedForInnerBrokerCommunication: false
              usedForControllerCommunication: true
          externalListeners:

      """
    switch access {
    case .port:
      text += """
              - type: plaintext
                name: external
                containerPort: 9094
                externalStartingPort: 19090
                anyCastPort: 29092
                accessMethod: LoadBalancer

        """
    case .sni:
      text += """
              - type: ssl
                name: external
                containerPort: 9094
                serverSSLCertSecret:
                  name: kafka-external-server
                sslClientAuth: none
                accessMethod: LoadBalancer
                accessMode: sni
                externalStartingPort: 0
                hostnameOverride: \(Self.host)
                anyCastPort: 9094

        """
    }
    if access == .sni { text += "  envoyConfig:\n    brokerHostnameTemplate: broker-%id.\(Self.host)\n" }
    return text + "  cruiseControlConfig: {}\n"
  }

  /// The manifest, read.
  public func manifests() throws(SandboxError) -> [SandboxManifest] {
    let documents: [YAMLDocument]
    do { documents = try YAML.documents(in: Array(text.utf8)) } catch {
      throw SandboxError(.failed, "the sandbox's own manifest cannot be read: \(error)")
    }
    return try SandboxManifest.read(documents, source: "the sandbox's own manifest", namespace: "kafka").manifests
  }
}
