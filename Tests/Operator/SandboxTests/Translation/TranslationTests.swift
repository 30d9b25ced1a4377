import Foundation
import KubernetesObjects
import Testing

@testable import Sandbox

struct TranslationTests {
  private static let address = "127.42.1.1"

  private func pod(_ container: Container, volumes: [Volume] = []) -> Pod {
    Pod(
      metadata: ObjectMeta(
        name: "web-0", namespace: "shop", uid: "u-7", labels: ["app": "web"], annotations: ["note": "a \"b\""]),
      spec: PodSpec(volumes: volumes, containers: [container], nodeName: "node-1"))
  }

  private func translate(
    _ container: Container, volumes: [Volume] = [], claims: [String: String] = [:],
    configMaps: [String: ConfigMap] = [:], secrets: [String: Secret] = [:],
    programs: SandboxPrograms = RenderedPods.programs
  ) throws -> (process: ContainerProcess, all: PodProcesses) {
    let place = PodPlace(
      address: Self.address, folder: "/s/web-0", claims: claims, hostsFile: "/s/hosts", nodeAddress: "127.42.0.11")
    let all = try PodTranslation.processes(
      of: pod(container, volumes: volumes), place: place, programs: programs, configMaps: configMaps, secrets: secrets)
    return (try #require(all.containers.first), all)
  }

  private func error(
    _ container: Container, volumes: [Volume] = [], configMaps: [String: ConfigMap] = [:],
    programs: SandboxPrograms = RenderedPods.programs
  ) throws -> TranslationError {
    do {
      _ = try translate(container, volumes: volumes, configMaps: configMaps, programs: programs)
    } catch let error as TranslationError {
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  private func map(_ data: [String: String]) -> [String: ConfigMap] {
    ["settings": ConfigMap(metadata: ObjectMeta(name: "settings"), data: data)]
  }

  private let settings = Volume(name: "settings", configMap: ConfigMapVolumeSource(name: "settings"))

  // MARK: Paths

  @Test(arguments: [
    ("/config", "/host/c"), ("/config/", "/host/c/"), ("/config/a b", "/host/c/a b"), ("/configs", "/configs"),
    ("/config.old", "/config.old"), ("--file=/config/x", "--file=/host/c/x"), ("$here/config/x", "$here/config/x"),
    ("a:/config:b", "a:/host/c:b"), ("file:///config/x", "file:///host/c/x"), ("${A:-/config}", "${A:-/host/c}"),
    ("${A}/config", "${A}/config"), ("x/config", "x/config"), ("\"/config\"", "\"/host/c\""),
    ("/config/deep/x", "/elsewhere/x"), ("/config/deeper", "/host/c/deeper"),
    ("cat </config/a>/config/b", "cat </host/c/a>/host/c/b"),
    ("/other/config", "/other/config"), ("", ""), ("/", "/"), ("/confi", "/confi"),
  ])
  func aPathIsReplacedWhereItBeginsAndEndsAsOne(text: String, expected: String) {
    var paths = ContainerPaths()
    paths.map("/config/", to: "/host/c")
    paths.map("/config/deep", to: "/elsewhere")
    #expect(paths.rewritten(text) == expected)
  }

  @Test func whatWasPutInIsNotReplacedAgain() {
    var paths = ContainerPaths()
    paths.map("/tmp", to: "/tmp/pods/a/tmp")
    #expect(paths.rewritten("/tmp/x /tmp") == "/tmp/pods/a/tmp/x /tmp/pods/a/tmp")
  }

  @Test(arguments: [
    ("localhost:9092", "127.42.1.1:9092"), ("127.0.0.1:$port", "127.42.1.1:$port"), ("0.0.0.0:80", "127.42.1.1:80"),
    ("/dev/tcp/127.0.0.1/$port", "/dev/tcp/127.42.1.1/$port"), ("http://localhost:8081/x", "http://127.42.1.1:8081/x"),
    ("localhost", "localhost"), ("host: localhost\\r", "host: localhost\\r"), ("mylocalhost:80", "mylocalhost:80"),
    ("10.127.0.0.1:80", "10.127.0.0.1:80"), ("127.0.0.10:80", "127.0.0.10:80"), ("localhost:", "localhost:"),
    ("localhost:name", "localhost:name"), ("/path/127.0.0.1/x", "/path/127.0.0.1/x"),
  ])
  func aPodsOwnLoopbackIsItsAddress(text: String, expected: String) {
    #expect(LoopbackAddresses.rewritten(text, to: "127.42.1.1") == expected)
  }

  // MARK: Variables

  @Test(arguments: [
    ("$(A)", "1"), ("$(A)$(B)", "12"), ("$$(A)", "$(A)"), ("$(C)", "$(C)"), ("$(A", "$(A"), ("$A", "$A"), ("$", "$"),
    ("$$$(A)", "$1"), ("a$(A)b", "a1b"), ("$()", "$()"),
  ])
  func variablesAreExpandedAsKubernetesDoes(text: String, expected: String) {
    #expect(VariableReferences.expanded(text, by: ["A": "1", "B": "2"]) == expected)
  }

  @Test func theEnvironmentComesFromFieldsMapsSecretsAndResources() throws {
    var container = Container(name: "main", command: ["/bin/echo", "$(NAME)@$(ADDRESS)", "$(LATE)"])
    container.envFrom = [EnvFromSource(prefix: "P_", configMapRef: EnvFromReference(name: "settings"))]
    container.resources = ResourceRequirements(limits: ["cpu": try Quantity("1500m"), "memory": try Quantity("3Gi")])
    container.env = [
      EnvVar(name: "NAME", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "metadata.name"))),
      EnvVar(name: "ADDRESS", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "status.podIP"))),
      EnvVar(name: "HOST", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "status.hostIP"))),
      EnvVar(name: "NODE", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "spec.nodeName"))),
      EnvVar(
        name: "APP", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "metadata.labels['app']"))),
      EnvVar(name: "CPUS", valueFrom: EnvVarSource(resourceFieldRef: ResourceFieldSelector(resource: "limits.cpu"))),
      EnvVar(
        name: "MEGABYTES",
        valueFrom: EnvVarSource(
          resourceFieldRef: ResourceFieldSelector(resource: "limits.memory", divisor: try Quantity("1Mi")))),
      EnvVar(name: "KEY", valueFrom: EnvVarSource(configMapKeyRef: KeySelector(name: "settings", key: "key"))),
      EnvVar(
        name: "NONE", valueFrom: EnvVarSource(configMapKeyRef: KeySelector(name: "none", key: "k", optional: true))),
      EnvVar(name: "PASSWORD", valueFrom: EnvVarSource(secretKeyRef: KeySelector(name: "login", key: "password"))),
      EnvVar(name: "BOTH", value: "$(KEY)-$(LATE)"), EnvVar(name: "LATE", value: "later"),
    ]
    let (process, _) = try translate(
      container, configMaps: map(["key": "value"]),
      secrets: ["login": Secret(metadata: ObjectMeta(name: "login"), data: ["password": SecretBytes("hidden")])])
    let environment = process.environment
    #expect(process.executable == "/bin/echo")
    #expect(process.arguments == ["web-0@127.42.1.1", "later"])
    #expect(environment["P_key"] == "value")
    #expect(environment["HOST"] == "127.42.0.11")
    #expect(environment["NODE"] == "node-1")
    #expect(environment["APP"] == "web")
    #expect(environment["CPUS"] == "2")
    #expect(environment["MEGABYTES"] == "3072")
    #expect(environment["PASSWORD"] == "hidden")
    #expect(environment["NONE"] == nil)
    #expect(environment["BOTH"] == "value-$(LATE)")
    #expect(environment["HOSTNAME"] == "web-0")
    #expect(environment["NSS_WRAPPER_HOSTS"] == "/s/hosts")
  }

  // MARK: Volumes

  @Test func aProgramThatIsOnlyNamedIsLookedUpInPath() throws {
    let (process, _) = try translate(Container(name: "main", command: ["bash", "-c", "true"]))
    #expect(process.executable == "/usr/bin/env")
    #expect(process.arguments == ["bash", "-c", "true"])
  }

  @Test func keysPathsModesAndPartsOfVolumesAreThoseOfTheManifest() throws {
    var container = Container(name: "main", command: ["/bin/cat", "/etc/app/a/b.txt", "/etc/one", "/data/x"])
    container.volumeMounts = [
      VolumeMount(name: "settings", mountPath: "/etc/app"),
      VolumeMount(name: "settings", mountPath: "/etc/one", subPath: "a/b.txt"),
      VolumeMount(name: "data", mountPath: "/data", subPath: "part"),
      VolumeMount(name: "token", mountPath: "/token"), VolumeMount(name: "info", mountPath: "/info"),
    ]
    let volumes = [
      Volume(
        name: "settings",
        configMap: ConfigMapVolumeSource(
          name: "settings", items: [KeyToPath(key: "key", path: "a/b.txt", mode: 0o755)], defaultMode: 0o444)),
      Volume(name: "data", persistentVolumeClaim: PersistentVolumeClaimVolumeSource(claimName: "claim")),
      Volume(name: "token", secret: SecretVolumeSource(secretName: "login", defaultMode: 0o644)),
      Volume(
        name: "info",
        projected: ProjectedVolumeSource(sources: [
          VolumeProjection(
            downwardAPI: DownwardAPIProjection(items: [
              DownwardAPIVolumeFile(
                path: "annotations", fieldRef: ObjectFieldSelector(fieldPath: "metadata.annotations"))
            ]))
        ])),
    ]
    let (process, all) = try translate(
      container, volumes: volumes, claims: ["claim": "/volumes/c"],
      configMaps: map(["key": "see /data and /etc/app", "other": "x"]),
      secrets: ["login": Secret(metadata: ObjectMeta(name: "login"), data: ["password": SecretBytes("/data")])])
    let root = "/s/web-0/containers/main"
    #expect(process.arguments == ["\(root)/etc/app/a/b.txt", "\(root)/etc/one", "/volumes/c/part/x"])
    let files = Dictionary(uniqueKeysWithValues: all.files.map { ($0.path, $0) })
    let file = try #require(files["\(root)/etc/app/a/b.txt"])
    #expect(String(decoding: file.bytes, as: UTF8.self) == "see /volumes/c/part and \(root)/etc/app")
    #expect(file.mode == 0o755)
    #expect(files["\(root)/etc/one"]?.bytes == file.bytes)
    #expect(files["\(root)/etc/app/other"] == nil)
    #expect(files["\(root)/token/password"]?.bytes == Array("/data".utf8))
    #expect(files["\(root)/token/password"]?.mode == 0o600)
    #expect(files["\(root)/info/annotations"]?.bytes == Array(#"note="a \"b\"""#.utf8))
    #expect(all.folders.contains("/volumes/c/part"))
  }

  @Test func twoContainersShareAnEmptyFolder() throws {
    var first = Container(name: "first", command: ["/bin/a", "/one/x"])
    first.volumeMounts = [VolumeMount(name: "shared", mountPath: "/one")]
    var second = Container(name: "second", command: ["/bin/b", "/two/x"])
    second.volumeMounts = [VolumeMount(name: "shared", mountPath: "/two")]
    var pod = pod(first, volumes: [Volume(name: "shared", emptyDir: EmptyDirVolumeSource())])
    pod.spec?.containers.append(second)
    let all = try PodTranslation.processes(
      of: pod, place: PodPlace(address: Self.address, folder: "/s/web-0", hostsFile: "/s/hosts"),
      programs: RenderedPods.programs, configMaps: [:], secrets: [:])
    #expect(all.containers.map(\.arguments) == [["/s/web-0/volumes/shared/x"], ["/s/web-0/volumes/shared/x"]])
  }

  // MARK: Errors

  @Test func whatIsMissingIsNamedWithItsFieldAndARemedy() throws {
    var container = Container(name: "main", command: ["/bin/true"])
    container.volumeMounts = [VolumeMount(name: "settings", mountPath: "/c")]
    let noMap = try error(container, volumes: [settings])
    #expect(noMap.reason == "CreateContainerConfigError")
    #expect(noMap.isRetryable)
    #expect(noMap.message.contains("spec.volumes[settings].configMap"))
    #expect(noMap.message.contains("no ConfigMap shop/settings; create it"))
    let items = Volume(
      name: "settings", configMap: ConfigMapVolumeSource(name: "settings", items: [KeyToPath(key: "k", path: "p")]))
    let noKey = try error(container, volumes: [items], configMaps: map(["other": ""]))
    #expect(noKey.message.contains("has no key 'k'"))
    let claim = Volume(
      name: "settings", persistentVolumeClaim: PersistentVolumeClaimVolumeSource(claimName: "claim"))
    #expect(try error(container, volumes: [claim]).code == .missingClaim)
    #expect(try error(container).message.contains("add it to spec.volumes"))
    let outside = Volume(
      name: "settings",
      configMap: ConfigMapVolumeSource(name: "settings", items: [KeyToPath(key: "k", path: "../p")]))
    #expect(try error(container, volumes: [outside], configMaps: map(["k": ""])).message.contains("without '..'"))
  }

  @Test func aProgramThatIsNotThereIsNamedByItsVariable() throws {
    let nothing = SandboxPrograms()
    let kafka = Container(name: "kafka", image: "example.com/kafka:4", command: ["/opt/kafka/bin/x.sh"])
    #expect(try error(kafka, programs: nothing).message.contains("set KAFKA_HOME"))
    let keeper = Container(name: "zookeeper", command: ["/opt/kafka/bin/zookeeper-server-start.sh"])
    #expect(try error(keeper, programs: nothing).message.contains("set KAFKA_3_HOME"))
    let envoy = Container(name: "envoy", image: "envoyproxy/envoy:v1", args: ["-c", "/x"])
    let error = try error(envoy, programs: nothing)
    #expect(error.message.contains("set ENVOY"))
    #expect(error.reason == "CreateContainerError")
    let silent = Container(name: "main", image: "nginx")
    #expect(try self.error(silent).message.contains("set the command"))
  }

  @Test func whereThereIsNoKafkaTheBuiltInBrokerTakesItsPlace() throws {
    var programs = RenderedPods.programs
    programs.kafkaHome = nil
    programs.builtInKafka = BuiltInKafka(home: "/s/built-in-kafka", controller: "127.42.0.3:9093", token: "t0ken")
    let kafka = Container(
      name: "kafka", image: "example.com/kafka:4", command: ["/opt/kafka/bin/kafka-server-start.sh"],
      env: [EnvVar(name: "KAFKA_OPTS", value: "-javaagent:/opt/jmx-exporter/jmx_prometheus.jar=9020:/etc/x")])
    let process = try translate(kafka, programs: programs).process
    #expect(process.executable == "/s/built-in-kafka/bin/kafka-server-start.sh")
    #expect(process.environment["KAFKA_HOME"] == "/s/built-in-kafka")
    #expect(process.environment["KOPERATOR_SANDBOX_CONTROLLER"] == "127.42.0.3:9093")
    #expect(process.environment["KOPERATOR_SANDBOX_TOKEN"] == "t0ken")
    // A Kafka that is there is not replaced, and never learns the token.
    programs.kafkaHome = "/programs/kafka"
    let real = try translate(kafka, programs: programs).process
    #expect(real.executable == "/programs/kafka/bin/kafka-server-start.sh")
    #expect(real.environment["KOPERATOR_SANDBOX_TOKEN"] == nil)
  }

  @Test func builtInBrokersNeedNoZooKeeper() throws {
    var programs = RenderedPods.programs
    programs.kafka3Home = nil
    programs.builtInKafka = BuiltInKafka(home: "/s/built-in-kafka", controller: "127.42.0.3:9093", token: "t0ken")
    let broker = Container(
      name: "kafka", image: "kafka", command: ["/opt/kafka/bin/kafka-server-start.sh", "/config/x"])
    var mounting = broker
    mounting.volumeMounts = [VolumeMount(name: "settings", mountPath: "/config")]
    let map = map(["x": "broker.id=1\nzookeeper.connect=zookeeper:2181\n"])
    let process = try translate(mounting, volumes: [settings], configMaps: map, programs: programs).process
    #expect(process.executable == "/s/built-in-kafka/bin/kafka-server-start.sh")
    let keeper = Container(name: "zookeeper", command: ["/opt/kafka/bin/zookeeper-server-start.sh"])
    let place = PodPlace(address: Self.address, folder: "/s/zk", hostsFile: "/s/hosts")
    let all = try PodTranslation.processes(
      of: pod(keeper), place: place, programs: programs, configMaps: [:], secrets: [:])
    #expect(all.containers.isEmpty)
    #expect(all.leftOut.map(\.container) == ["zookeeper"])
  }

  // MARK: Probes

  @Test func probesAreOfThePodsAddressByNumberOrName() throws {
    var container = Container(name: "main", command: ["/bin/true"])
    container.ports = [ContainerPort(name: "web", containerPort: 8080)]
    container.readinessProbe = Probe(
      httpGet: HTTPGetAction(path: "/ok", port: "web", scheme: "HTTPS"), periodSeconds: 3)
    container.livenessProbe = Probe(tcpSocket: TCPSocketAction(port: 9))
    container.startupProbe = Probe(exec: ExecAction(command: ["cat", "/tmp/up"]))
    let (process, _) = try translate(container)
    #expect(
      process.readinessProbe
        == ProbeCommand(
          action: .http(host: Self.address, port: 8080, path: "/ok", isTLS: true), periodSeconds: 3))
    #expect(process.livenessProbe?.action == .tcp(host: Self.address, port: 9))
    #expect(process.startupProbe?.action == .exec(["cat", "/s/web-0/containers/main/tmp/up"]))
    container.readinessProbe = Probe(tcpSocket: TCPSocketAction(port: "nothing"))
    #expect(try error(container).message.contains("has no port 'nothing'"))
  }

  @Test func withoutAnExporterNothingAsksForItsPort() throws {
    var programs = RenderedPods.programs
    programs.jmxExporter = nil
    var container = Container(name: "kafka", image: "kafka", command: ["/opt/kafka/bin/kafka-server-start.sh"])
    container.ports = [ContainerPort(name: "metrics", containerPort: 9020)]
    container.env = [
      EnvVar(name: "KAFKA_OPTS", value: "-javaagent:/opt/jmx-exporter/jmx_prometheus.jar=9020:/c.yaml -Da=b")
    ]
    container.livenessProbe = Probe(tcpSocket: TCPSocketAction(port: "metrics"))
    container.readinessProbe = Probe(tcpSocket: TCPSocketAction(port: 29092))
    let (process, _) = try translate(container, programs: programs)
    #expect(process.livenessProbe == nil)
    #expect(process.readinessProbe?.action == .tcp(host: Self.address, port: 29092))
    #expect(process.environment["KAFKA_OPTS"]?.contains("javaagent") == false)
    #expect(process.environment["KAFKA_OPTS"]?.hasSuffix(" -Da=b") == true)
    #expect(process.executable == "/programs/kafka/bin/kafka-server-start.sh")
  }

  @Test func archivesOfTwoKafkasLieApart() throws {
    var programs = RenderedPods.programs
    programs.classDataArchives = "/archives"
    let kafka = Container(name: "kafka", command: ["/opt/kafka/bin/kafka-server-start.sh"])
    let first = try translate(kafka, programs: programs).process.environment
    #expect(first["KAFKA_CDS"] == "/archives")
    #expect(first["KAFKA_OPTS"]?.contains("-XX:+AllowArchivingWithJavaAgent") == true)
    let keeper = Container(name: "zookeeper", command: ["/opt/kafka/bin/zookeeper-server-start.sh"])
    let second = try translate(keeper, programs: programs).process.environment
    #expect(second["KAFKA_CDS"] == "/archives/kafka-3")
  }

  // MARK: Configurations

  @Test func listenersAreBoundAndTheReporterIsGone() throws {
    let text = """
      broker.id=1
      listeners=A://:1,B://0.0.0.0:2,C://kafka-1.kafka:3,D://[::]:4
      advertised.listeners=A://127.0.0.1:19090
      metric.reporters=com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter,com.example.Mine
      cruise.control.metrics.topic=x
      log.dirs=/logs/kafka
      """
    var paths = ContainerPaths()
    paths.map("/logs", to: "/volumes/l")
    let result = try #require(KafkaConfiguration.translated(text, address: "127.42.1.1", paths: paths))
    #expect(
      result == """
        broker.id=1
        listeners=A://127.42.1.1:1,B://127.42.1.1:2,C://kafka-1.kafka:3,D://127.42.1.1:4
        advertised.listeners=A://127.0.0.1:19090
        metric.reporters=com.example.Mine
        log.dirs=/volumes/l/kafka

        """)
  }

  @Test func aZooKeeperIsBoundToo() throws {
    let result = try #require(
      KafkaConfiguration.translated(
        "dataDir=/data\nclientPort=2181\n", address: "127.42.1.1", paths: ContainerPaths()))
    #expect(result.contains("clientPortAddress=127.42.1.1\n"))
    #expect(result.contains("admin.serverAddress=127.42.1.1\n"))
  }

  @Test func otherTextsAreNoConfigurationOfKafka() {
    for text in ["#!/bin/bash\nnode.id=1 | x) y ;;\n", "key=value\n", "", "listeners=A://:1\n"] {
      #expect(KafkaConfiguration.translated(text, address: "a", paths: ContainerPaths()) == nil)
    }
  }

  @Test func aBootstrapInYAMLWithFieldsInSnakeCaseIsTranslatedToo() throws {
    let text = """
      static_resources:
        listeners:
        - address: {socket_address: {address: 0.0.0.0, port_value: 80}}
        clusters:
        - type: STRICT_DNS
          load_assignment:
            endpoints:
            - lb_endpoints:
              - endpoint: {address: {socket_address: {address: api.kafka.svc, port_value: 1}}}
              - endpoint: {address: {socket_address: {address: other, port_value: 1}}}
        - type: STATIC
      admin: {address: {pipe: {path: /tmp/admin.sock}}}
      """
    var paths = ContainerPaths()
    paths.map("/tmp", to: "/s/c/tmp")
    let bootstrap = EnvoyBootstrap(
      address: "127.42.1.1", paths: paths, workingDirectory: "/s/c", names: ["api.kafka.svc": "127.42.0.2"],
      systemResolves: true)
    let result = try #require(bootstrap.translated(text))
    for part in ["\"127.42.1.1\"", "\"127.42.0.2\"", "\"other\"", "\"tmp/admin.sock\""] {
      #expect(result.contains(part), "\(part)")
    }
    #expect(result.components(separatedBy: "getaddrinfo.v3").count == 2)
    #expect(bootstrap.translated("resources: []\n") == nil)
  }
}
