import Cryptography
import KubernetesClient
import KubernetesObjects

/// The objects of one ZooKeeper: a single server, as a sandbox needs it, with a volume of its own.
struct ZooKeeperObjects: Sendable {
  /// Kafka's image brings ZooKeeper up to version 3.9.
  static let image = "ghcr.io/adobe/koperator/kafka:2.13-3.9.2"
  private static let dataFolder = "/data"
  private static let configFolder = "/config"
  private static let configFile = "zookeeper.properties"

  let place: ZooKeeperPlace

  private var labels: [String: String] { ["app": "zookeeper", SandboxAnnotation.zooKeeper: place.service.name] }

  private func metadata(_ suffix: String = "") -> ObjectMeta {
    ObjectMeta(name: place.service.name + suffix, namespace: place.service.namespace, labels: labels)
  }

  /// The Service that clusters name.
  var service: Service {
    Service(
      metadata: metadata(),
      spec: ServiceSpec(
        ports: [
          ServicePort(name: "client", protocol: "TCP", port: place.port, targetPort: .int(Int32(place.port)))
        ],
        selector: labels, type: "ClusterIP"))
  }

  /// Where its data are. They go with it: what they describe are the brokers of clusters that are gone by then.
  var claim: PersistentVolumeClaim {
    PersistentVolumeClaim(
      metadata: metadata("-data"),
      spec: PersistentVolumeClaimSpec(
        accessModes: ["ReadWriteOnce"],
        resources: ResourceRequirements(requests: ["storage": Quantity(1 << 30, format: .binarySI)])))
  }

  /// What it reads as it starts.
  var configMap: ConfigMap {
    let text = """
      dataDir=\(Self.dataFolder)
      clientPort=\(place.port)
      maxClientCnxns=0
      admin.enableServer=false
      4lw.commands.whitelist=ruok,srvr,mntr
      autopurge.snapRetainCount=3
      autopurge.purgeInterval=1

      """
    return ConfigMap(metadata: metadata("-config"), data: [Self.configFile: text])
  }

  /// The Pod.
  var pod: Pod {
    let digest = Hexadecimal.encode(Digest.hash(configMap.json.serialized(sortedKeys: true)))
    var metadata = metadata("-0")
    metadata.annotations[SandboxAnnotation.rendered] = digest
    let container = Container(
      name: "zookeeper", image: Self.image,
      command: ["/opt/kafka/bin/zookeeper-server-start.sh", "\(Self.configFolder)/\(Self.configFile)"],
      ports: [ContainerPort(name: "client", containerPort: place.port, protocol: "TCP")],
      volumeMounts: [
        VolumeMount(name: "data", mountPath: Self.dataFolder),
        VolumeMount(name: "config", mountPath: Self.configFolder),
      ],
      readinessProbe: Probe(
        tcpSocket: TCPSocketAction(port: .int(Int32(place.port))), timeoutSeconds: 2, periodSeconds: 2,
        failureThreshold: 3))
    return Pod(
      metadata: metadata,
      spec: PodSpec(
        volumes: [
          Volume(
            name: "data",
            persistentVolumeClaim: PersistentVolumeClaimVolumeSource(claimName: claim.metadata.name)),
          Volume(name: "config", configMap: ConfigMapVolumeSource(name: configMap.metadata.name)),
        ],
        containers: [container], restartPolicy: "Always", terminationGracePeriodSeconds: 30))
  }
}
