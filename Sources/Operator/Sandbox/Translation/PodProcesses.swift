/// What a pod is on this machine: files, and a process for each container. `PodTranslation` makes it; the node carries it out.
public struct PodProcesses: Sendable, Hashable {
  /// A file that is written before the first container starts, and again when its source changes.
  public struct File: Sendable, Hashable {
    /// Where, on this machine.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]
    /// Its permissions; files of Secrets are for their owner only.
    public var mode: UInt16
    /// A file.
    public init(path: String, bytes: [UInt8], mode: UInt16 = 0o644) {
      self.path = path
      self.bytes = bytes
      self.mode = mode
    }
  }

  /// A container that is not run, and why: Cruise Control's reporter, the agent.
  public struct LeftOut: Sendable, Hashable {
    /// The container's name.
    public var container: String
    /// Why, for a person.
    public var reason: String
    /// A container that is left out.
    public init(container: String, reason: String) {
      self.container = container
      self.reason = reason
    }
  }

  /// Folders that are made, besides those of `files`.
  public var folders: [String]
  /// The files.
  public var files: [File]
  /// Those that run first, in order; a sidecar (`restartPolicy: Always`) goes on while the next ones run.
  public var initContainers: [ContainerProcess]
  /// Those that run then, all at a time.
  public var containers: [ContainerProcess]
  /// Those that do not run. They count as completed where they are init containers, and as ready where they are not.
  public var leftOut: [LeftOut]

  /// What a pod is.
  public init(
    folders: [String] = [], files: [File] = [], initContainers: [ContainerProcess] = [],
    containers: [ContainerProcess] = [], leftOut: [LeftOut] = []
  ) {
    self.folders = folders
    self.files = files
    self.initContainers = initContainers
    self.containers = containers
    self.leftOut = leftOut
  }
}

/// A container as a process: nothing of it is to be looked up any more.
public struct ContainerProcess: Sendable, Hashable {
  /// The container's name in the pod.
  public var name: String
  /// The absolute path of the program.
  public var executable: String
  /// What follows the program's name.
  public var arguments: [String]
  /// The whole environment.
  public var environment: [String: String]
  /// Where it runs.
  public var workingDirectory: String
  /// Whether an init container is started again when it ends, and is no step to wait for (`restartPolicy: Always`).
  public var isSidecar: Bool
  /// Probes; nil where the container has none.
  public var startupProbe: ProbeCommand?
  /// See `startupProbe`.
  public var readinessProbe: ProbeCommand?
  /// See `startupProbe`.
  public var livenessProbe: ProbeCommand?
  /// Program and arguments that run before SIGTERM, in the container's environment.
  public var preStop: [String]?
  /// The program and arguments that run once it has started.
  public var postStart: [String]?

  /// A container as a process.
  public init(
    name: String, executable: String, arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String, isSidecar: Bool = false, startupProbe: ProbeCommand? = nil,
    readinessProbe: ProbeCommand? = nil, livenessProbe: ProbeCommand? = nil, preStop: [String]? = nil,
    postStart: [String]? = nil
  ) {
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.isSidecar = isSidecar
    self.startupProbe = startupProbe
    self.readinessProbe = readinessProbe
    self.livenessProbe = livenessProbe
    self.preStop = preStop
    self.postStart = postStart
  }
}

/// A probe with its address, port or program resolved.
public struct ProbeCommand: Sendable, Hashable {
  /// What is tried.
  public enum Action: Sendable, Hashable {
    /// A TCP connection.
    case tcp(host: String, port: UInt16)
    /// `GET`; a status from 200 to 399 is success.
    case http(host: String, port: UInt16, path: String, isTLS: Bool)
    /// Program and arguments; status 0 is success.
    case exec([String])
  }

  /// What is tried.
  public var action: Action
  /// Seconds from the container's start to the first try.
  public var initialDelaySeconds: Int
  /// Seconds between tries.
  public var periodSeconds: Int
  /// Seconds of one try.
  public var timeoutSeconds: Int
  /// Successes in a row that make it succeed.
  public var successThreshold: Int
  /// Failures in a row that make it fail.
  public var failureThreshold: Int

  /// A probe; the defaults are those of Kubernetes.
  public init(
    action: Action, initialDelaySeconds: Int = 0, periodSeconds: Int = 10, timeoutSeconds: Int = 1,
    successThreshold: Int = 1, failureThreshold: Int = 3
  ) {
    self.action = action
    self.initialDelaySeconds = initialDelaySeconds
    self.periodSeconds = periodSeconds
    self.timeoutSeconds = timeoutSeconds
    self.successThreshold = successThreshold
    self.failureThreshold = failureThreshold
  }
}

/// Where a pod is on this machine.
public struct PodPlace: Sendable, Hashable {
  /// Its address in 127.0.0.0/8.
  public var address: String
  /// Its folder: what is not a volume lies below it.
  public var folder: String
  /// The folder of each persistent volume claim that it mounts, by the claim's name.
  public var claims: [String: String]
  /// The hosts file of the sandbox, which Java's option `jdk.net.hosts.file` and `NSS_WRAPPER_HOSTS` are given.
  public var hostsFile: String
  /// The address of its node, for `status.hostIP`.
  public var nodeAddress: String
  /// Names with addresses that never change, for programs that do not read the hosts file: the control plane's, say.
  public var names: [String: String]

  /// A place.
  public init(
    address: String, folder: String, claims: [String: String] = [:], hostsFile: String,
    nodeAddress: String = "127.0.0.1", names: [String: String] = [:]
  ) {
    self.address = address
    self.folder = folder
    self.claims = claims
    self.hostsFile = hostsFile
    self.nodeAddress = nodeAddress
    self.names = names
  }
}

/// The programs that containers are made of here.
public struct SandboxPrograms: Sendable, Hashable {
  /// An unpacked Apache Kafka, which runs KRaft clusters; nil where there is none.
  public var kafkaHome: String?
  /// An unpacked Apache Kafka 3.9 with ZooKeeper; nil where there is none.
  public var kafka3Home: String?
  /// Envoy; nil where there is none.
  public var envoy: String?
  /// The folder of Java; nil: what PATH finds.
  public var javaHome: String?
  /// The folder of class data archives (`KAFKA_CDS`); nil for none.
  public var classDataArchives: String?
  /// What Kafka's heap is, whatever the manifest asks for. The log cleaner alone takes 128 MiB of it at its start.
  public var heapOptions: String
  /// `libnss_wrapper.so`; nil where it is not installed.
  public var nssWrapper: String?
  /// The jar of Prometheus' JMX exporter; nil where there is none: brokers have no `metrics` port then.
  public var jmxExporter: String?
  /// The program `sandbox-broker`; nil where it is not there.
  public var sandboxBroker: String?
  /// The program `broker-agent`; nil where it is not there: its sidecar is left out then.
  public var brokerAgent: String?
  /// What takes the place of a Kafka that is not there; nil where nothing does.
  public var builtInKafka: BuiltInKafka?

  /// Programs.
  public init(
    kafkaHome: String? = nil, kafka3Home: String? = nil, envoy: String? = nil, javaHome: String? = nil,
    classDataArchives: String? = nil, heapOptions: String = "-Xms128m -Xmx512m", nssWrapper: String? = nil,
    jmxExporter: String? = nil, sandboxBroker: String? = nil, brokerAgent: String? = nil,
    builtInKafka: BuiltInKafka? = nil
  ) {
    self.kafkaHome = kafkaHome
    self.kafka3Home = kafka3Home
    self.envoy = envoy
    self.javaHome = javaHome
    self.classDataArchives = classDataArchives
    self.heapOptions = heapOptions
    self.nssWrapper = nssWrapper
    self.jmxExporter = jmxExporter
    self.sandboxBroker = sandboxBroker
    self.brokerAgent = brokerAgent
    self.builtInKafka = builtInKafka
  }
}
