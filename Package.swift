// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors unless KOPERATOR_LENIENT is set (for a toolchain newer than the one the project is checked with).
let lenient = Context.environment["KOPERATOR_LENIENT"] != nil

let language: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (lenient ? [] : [.treatAllWarnings(as: .error)])

let safe: [SwiftSetting] = language + [.strictMemorySafety()]

/// A library target; `group` is the folder in `Sources` that holds it. The floors are checked by `make lint`.
func library(
  _ name: String, in group: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(group)/\(name)", swiftSettings: safe + settings)
}

/// The tests of `name`; they import it and whatever else they name.
func tests(
  of name: String, in group: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    path: "Tests/\(group)/\(name)Tests",
    resources: resources, swiftSettings: language)
}

let systemLibraries: [Target] = [
  .systemLibrary(
    name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(
    name: "CNghttp2", path: "Sources/System/CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
  .systemLibrary(
    name: "CYAML", path: "Sources/System/CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  .systemLibrary(
    name: "CCurl", path: "Sources/System/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "CLinux", path: "Sources/System/CLinux"),
  .systemLibrary(name: "CChecksum", path: "Sources/System/CChecksum"),
]

/// Kafka's codec. For `agent/build`, which sets KOPERATOR_AGENT, only what an agent says and hears: a type that conforms to a
/// protocol stays in a program that never uses it, and all messages together are a quarter of the agent.
let kafkaProtocol: Target = {
  let target = library("KafkaProtocol", in: "Kafka", ["CChecksum", "Cryptography"])
  guard Context.environment["KOPERATOR_AGENT"] != nil else { return target }
  target.dependencies = []
  target.sources =
    [
      "Wire", "Frames", "ApiKey.swift", "ApiKey+Names.swift", "ErrorCode.swift", "ErrorCode+Known.swift",
      "KafkaUUID.swift",
    ]
    + ["ApiKeys", "ApiVersions", "DescribeConfigs", "Headers"].map { "Messages/\($0).swift" }
  return target
}()

let libraries: [Target] = [
  // floor 0
  library("JSON", in: "Common"),
  library("JavaProperties", in: "Common"),
  library("Cryptography", in: "Common", ["COpenSSL"]),
  library("Telemetry", in: "Common"),
  library("ArgumentParsing", in: "Common"),
  library("Transport", in: "Network", ["COpenSSL", "CLinux"]),
  library("HTTPClient", in: "Network", ["CCurl"]),
  // The agent's messages, as protobuf-c makes them.
  .target(name: "CAgentAPI", path: "agent/CAgentAPI", linkerSettings: [.linkedLibrary("protobuf-c")]),
  // floor 1
  library("Protobuf", in: "Network", ["JSON"], settings: [.enableExperimentalFeature("Lifetimes")]),
  library("YAML", in: "Common", ["JSON", "CYAML"]),
  library("HTTP", in: "Network", ["CNghttp2"]),
  library("KubernetesObjects", in: "Kubernetes", ["JSON"]),
  kafkaProtocol,
  // floor 2
  library("EnvoyAPI", in: "Envoy", ["JSON", "Protobuf"]),
  library("AgentAPI", in: "Operator", ["JSON", "Protobuf"]),
  library("KafkaResources", in: "Operator", ["JSON", "KubernetesObjects", "YAML"]),
  library("GRPC", in: "Network", ["HTTP"]),
  library("HTTPTransport", in: "Network", ["HTTP", "Transport"]),
  library("KafkaModel", in: "Kafka", ["KafkaProtocol"]),
  // floor 3
  library("ClusterTopology", in: "Operator", ["JSON", "YAML", "KafkaResources"]),
  library("XDS", in: "Envoy", ["Cryptography", "EnvoyAPI", "JSON", "Protobuf"]),
  // floor 4
  library(
    "EnvoyConfig", in: "Envoy",
    ["ClusterTopology", "EnvoyAPI", "JSON", "KafkaResources", "Protobuf", "Telemetry", "XDS"]),
  // floor 5
  library(
    "BrokerConfig", in: "Operator",
    [
      "ClusterTopology", "Cryptography", "EnvoyConfig", "JSON", "JavaProperties", "KafkaModel", "KafkaResources",
      "KubernetesObjects", "YAML",
    ]),
  // floor 7
  library(
    "XDSServer", in: "Envoy",
    ["GRPC", "HTTP", "HTTPTransport", "JSON", "Telemetry", "Transport", "XDS"]),
  library(
    "KubernetesClient", in: "Kubernetes",
    ["CLinux", "HTTPClient", "JSON", "KubernetesObjects", "Telemetry", "YAML"]),
  library(
    "AgentService", in: "Operator",
    ["AgentAPI", "ClusterTopology", "GRPC", "JSON", "Protobuf", "Telemetry", "Transport"]),
  .target(
    name: "BrokerAgent",
    dependencies: [
      "CAgentAPI", "CLinux", "GRPC", "HTTP", "HTTPTransport", "JavaProperties", "KafkaProtocol", "Telemetry",
      "Transport",
    ],
    path: "agent/BrokerAgent", swiftSettings: safe),
  library("Certificates", in: "Common", ["COpenSSL"]),
  library("KafkaAdmin", in: "Kafka", ["Cryptography", "KafkaProtocol", "Transport"]),
  library(
    "BuiltInBroker", in: "Kafka",
    ["CLinux", "Cryptography", "JSON", "JavaProperties", "KafkaModel", "KafkaProtocol", "Telemetry", "Transport"]),
  library(
    "KubernetesSandbox", in: "Kubernetes",
    ["Cryptography", "HTTP", "HTTPTransport", "JSON", "KubernetesObjects", "Telemetry", "Transport", "YAML"]),
  // floor 8
  library(
    "Coordinator", in: "Operator",
    [
      "AgentService", "BrokerConfig", "CLinux", "ClusterTopology", "Cryptography", "EnvoyConfig", "JSON",
      "KafkaResources", "KubernetesClient", "KubernetesObjects", "Telemetry", "XDS", "XDSServer", "YAML",
    ]),
  library(
    "Console", in: "Operator", ["HTTP", "HTTPTransport", "JSON", "Telemetry", "Transport", "XDSServer"]),
  // floor 9
  library(
    "Sandbox", in: "Operator",
    [
      "BrokerConfig", "BuiltInBroker", "Certificates", "CLinux", "ClusterTopology", "Coordinator", "Cryptography",
      "HTTPClient", "JSON", "JavaProperties", "KafkaResources", "KubernetesClient", "KubernetesObjects",
      "KubernetesSandbox", "Telemetry", "Transport", "YAML",
    ]),
]

let commands: [Target] = [
  .executableTarget(
    name: "koperator",
    dependencies: [
      "AgentService", "ArgumentParsing", "BrokerConfig", "Console", "Coordinator", "ClusterTopology", "EnvoyConfig",
      "JSON", "KafkaResources", "KubernetesClient", "KubernetesObjects", "Protobuf", "Sandbox", "Telemetry",
      "Transport",
      "XDSServer", "YAML",
    ], path: "Sources/Commands/koperator", swiftSettings: safe),
  .executableTarget(
    name: "sandbox-broker",
    dependencies: [
      "ArgumentParsing", "BuiltInBroker", "Certificates", "Cryptography", "JavaProperties", "KafkaProtocol",
      "Telemetry", "Transport",
    ], path: "Sources/Commands/sandbox-broker", swiftSettings: safe),
  .executableTarget(
    name: "broker-agent", dependencies: ["ArgumentParsing", "BrokerAgent", "CLinux", "Telemetry", "Transport"],
    path: "agent/broker-agent", swiftSettings: safe),
]

// Outside the floors: what makes and what measures the project.
let tools: [Target] = [
  library("HTTPTestClient", in: "Tools", ["CNghttp2"]),
  library("HTTPTestServer", in: "Tools", ["HTTPTransport", "Transport"]),
  .executableTarget(
    name: "protoc-gen-koperator", path: "Sources/Tools/protoc-gen-koperator",
    swiftSettings: safe),
  .executableTarget(
    name: "kafka-admin-peer", dependencies: ["KafkaAdmin", "KafkaProtocol", "Transport"],
    path: "Sources/Tools/kafka-admin-peer", swiftSettings: safe),
  .executableTarget(
    name: "kafka-message-generator", path: "Sources/Tools/kafka-message-generator", swiftSettings: safe),
  .executableTarget(
    name: "envoy-static-config",
    dependencies: ["ClusterTopology", "EnvoyAPI", "EnvoyConfig", "JSON", "KafkaResources", "Protobuf"],
    path: "Sources/Tools/envoy-static-config", swiftSettings: safe),
  .executableTarget(
    name: "xds-benchmark-server",
    dependencies: [
      "ArgumentParsing", "ClusterTopology", "EnvoyAPI", "EnvoyConfig", "HTTP", "HTTPTransport", "JSON",
      "KafkaResources", "Protobuf", "Telemetry", "Transport", "XDS", "XDSServer",
    ],
    path: "Benchmarks/xds-benchmark-server", swiftSettings: safe),
  .executableTarget(
    name: "http-memory-benchmark", dependencies: ["GRPC", "HTTP", "HTTPTestClient"],
    path: "Benchmarks/http-memory-benchmark", swiftSettings: safe),
  .executableTarget(
    name: "kafka-protocol-benchmark", dependencies: ["KafkaProtocol"],
    path: "Benchmarks/kafka-protocol-benchmark", swiftSettings: safe),
  .executableTarget(
    name: "informer-benchmark",
    dependencies: ["JSON", "KubernetesClient", "KubernetesObjects", "Telemetry", "Transport"],
    path: "Benchmarks/informer-benchmark", swiftSettings: safe),
  .executableTarget(
    name: "http-conformance-server", dependencies: ["HTTP", "HTTPTestServer", "HTTPTransport"],
    path: "Sources/Tools/http-conformance-server", swiftSettings: safe),
  .executableTarget(
    name: "protobuf-peer", dependencies: ["AgentAPI", "EnvoyAPI", "JSON", "Protobuf", "ProtobufTestMessages"],
    path: "Sources/Tools/protobuf-peer", swiftSettings: safe),
  .executableTarget(
    name: "kubernetes-apply", dependencies: ["JSON", "KubernetesClient", "KubernetesObjects", "Telemetry"],
    path: "Sources/Tools/kubernetes-apply", swiftSettings: safe),
  .executableTarget(
    name: "kubernetes-client-peer", dependencies: ["JSON", "KubernetesClient", "KubernetesObjects", "Telemetry"],
    path: "Sources/Tools/kubernetes-client-peer", swiftSettings: safe),
  // gRPC's interoperability suite, both ends of it.
  library("GRPCTestMessages", in: "Tools", ["JSON", "Protobuf"]),
  .executableTarget(
    name: "grpc-interop-server",
    dependencies: ["GRPC", "GRPCTestMessages", "HTTP", "HTTPTestServer", "HTTPTransport", "Protobuf"],
    path: "Sources/Tools/grpc-interop-server", swiftSettings: safe),
  .executableTarget(
    name: "grpc-interop-client",
    dependencies: ["ArgumentParsing", "GRPC", "GRPCTestMessages", "HTTP", "HTTPTransport", "Protobuf", "Transport"],
    path: "Sources/Tools/grpc-interop-client", swiftSettings: safe),
  // What every Kubernetes API server promises, as cases, and the program that holds one against them.
  library("KubernetesContract", in: "Tools", ["JSON", "KubernetesClient", "KubernetesObjects"]),
  .executableTarget(
    name: "kubernetes-contract",
    dependencies: [
      "ArgumentParsing", "HTTPClient", "JSON", "KubernetesClient", "KubernetesContract", "KubernetesSandbox", "Sandbox",
      "Telemetry", "Transport",
    ],
    path: "Sources/Tools/kubernetes-contract", swiftSettings: safe),
  .executableTarget(
    name: "kubernetes-client-checks",
    dependencies: ["HTTPClient", "JSON", "KubernetesClient", "KubernetesObjects", "Telemetry"],
    path: "Sources/Tools/kubernetes-client-checks", swiftSettings: safe),
  // Messages of every kind of field, for tests.
  .target(
    name: "ProtobufTestMessages", dependencies: ["JSON", "Protobuf"], path: "Tests/Network/ProtobufTestMessages",
    exclude: ["definitions"], swiftSettings: safe),
]

let testTargets: [Target] = [
  tests(of: "JSON", in: "Common"),
  tests(of: "JavaProperties", in: "Common", ["JSON"]),
  tests(of: "Cryptography", in: "Common"),
  tests(of: "Telemetry", in: "Common"),
  tests(of: "ArgumentParsing", in: "Common"),
  tests(of: "YAML", in: "Common", ["JSON"]),
  tests(of: "Transport", in: "Network", ["CLinux"]),
  tests(of: "HTTPClient", in: "Network", ["HTTP", "HTTPTransport", "Transport"]),
  tests(of: "HTTP", in: "Network", ["HTTPTestClient"]),
  tests(of: "GRPC", in: "Network", ["HTTP", "HTTPTestClient"]),
  tests(of: "HTTPTransport", in: "Network", ["HTTP", "Transport"]),
  tests(of: "Protobuf", in: "Network", ["JSON", "ProtobufTestMessages"]),
  tests(of: "EnvoyAPI", in: "Envoy", ["JSON", "Protobuf"]),
  tests(of: "XDS", in: "Envoy", ["EnvoyAPI", "JSON", "Protobuf"]),
  tests(
    of: "EnvoyConfig", in: "Envoy",
    ["ClusterTopology", "EnvoyAPI", "JSON", "KafkaResources", "Protobuf", "XDS", "YAML"], resources: [.copy("Golden")]),
  tests(
    of: "XDSServer", in: "Envoy",
    ["EnvoyAPI", "GRPC", "HTTP", "HTTPTestClient", "JSON", "Protobuf", "Telemetry", "Transport", "XDS"]),
  tests(of: "KafkaResources", in: "Operator", ["JSON", "YAML"]),
  tests(of: "KubernetesObjects", in: "Kubernetes", ["JSON"]),
  tests(of: "KubernetesContract", in: "Tools", ["JSON", "KubernetesClient"]),
  tests(
    of: "KubernetesClient", in: "Kubernetes",
    ["HTTP", "HTTPClient", "HTTPTransport", "JSON", "KubernetesObjects", "Telemetry", "Transport", "YAML"]),
  tests(
    of: "BrokerConfig", in: "Operator",
    ["JSON", "JavaProperties", "KafkaModel", "KafkaResources", "KubernetesObjects", "YAML"],
    resources: [.copy("Golden")]),
  tests(of: "ClusterTopology", in: "Operator", ["JSON", "KafkaResources", "YAML"]),
  tests(
    of: "Coordinator", in: "Operator",
    [
      "AgentAPI", "AgentService", "ClusterTopology", "EnvoyConfig", "JSON", "KafkaResources", "KubernetesClient",
      "KubernetesObjects", "Telemetry",
      "XDS", "XDSServer", "YAML",
    ]),
  tests(of: "Certificates", in: "Common", ["Transport"]),
  tests(
    of: "AgentService", in: "Operator",
    [
      "AgentAPI", "ClusterTopology", "GRPC", "HTTP", "HTTPTransport", "JSON", "Protobuf", "Telemetry", "Transport",
      "XDSServer",
    ]),
  .testTarget(
    name: "BrokerAgentTests",
    dependencies: [
      "AgentAPI", "BrokerAgent", "BrokerConfig", "BuiltInBroker", "Certificates", "GRPC", "HTTP", "HTTPTransport",
      "KafkaProtocol", "Protobuf", "Telemetry", "Transport",
    ], path: "Tests/Agent/BrokerAgentTests", exclude: ["Kafka/exporter.txt", "Kafka/exporter-no-rules.txt"],
    swiftSettings: language),
  tests(of: "KafkaProtocol", in: "Kafka", ["Cryptography", "JSON"]),
  tests(of: "KafkaModel", in: "Kafka", ["KafkaProtocol"]),
  tests(of: "KafkaAdmin", in: "Kafka", ["BuiltInBroker", "KafkaModel", "KafkaProtocol", "Telemetry", "Transport"]),
  tests(
    of: "BuiltInBroker", in: "Kafka",
    ["Certificates", "KafkaAdmin", "KafkaModel", "KafkaProtocol", "Telemetry", "Transport"]),
  tests(
    of: "KubernetesSandbox", in: "Kubernetes",
    [
      "HTTP", "HTTPClient", "HTTPTransport", "JSON", "KubernetesClient", "KubernetesContract", "KubernetesObjects",
      "Sandbox", "Telemetry", "Transport", "YAML",
    ]),
  // It starts the command, which starts what runs in pods.
  tests(
    of: "Sandbox", in: "Operator",
    [
      "BrokerConfig", "Certificates", "HTTPClient", "JSON", "KafkaResources", "KubernetesClient", "KubernetesContract",
      "KubernetesObjects", "KubernetesSandbox", "Telemetry", "Transport", "YAML", "koperator",
    ], resources: [.copy("Golden")]),
  tests(of: "Console", in: "Operator", ["HTTP", "HTTPTransport", "JSON", "Telemetry", "Transport", "XDSServer"]),
]

// libFuzzer's targets have no `main`: they are built with `--sanitize=fuzzer` alone (dev/fuzz).
let fuzzTargets: [Target] =
  Context.environment["KOPERATOR_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "agent-messages-fuzz", dependencies: ["AgentAPI", "BrokerAgent", "Protobuf"],
      path: "Tests/Fuzz/agent-messages-fuzz", swiftSettings: safe),
    .executableTarget(
      name: "agent-calls-fuzz",
      dependencies: ["AgentAPI", "AgentService", "GRPC", "HTTP", "Protobuf", "Telemetry", "Transport"],
      path: "Tests/Fuzz/agent-calls-fuzz", swiftSettings: safe),
    .executableTarget(
      name: "exporter-fuzz", dependencies: ["BrokerAgent"], path: "Tests/Fuzz/exporter-fuzz", exclude: ["seeds"],
      swiftSettings: safe),
    .executableTarget(
      name: "process-files-fuzz", dependencies: ["BrokerAgent"], path: "Tests/Fuzz/process-files-fuzz",
      exclude: ["seeds"], swiftSettings: safe),
    .executableTarget(
      name: "properties-fuzz", dependencies: ["BrokerAgent", "JavaProperties"], path: "Tests/Fuzz/properties-fuzz",
      swiftSettings: safe),
    .executableTarget(
      name: "protobuf-fuzz", dependencies: ["EnvoyAPI", "JSON", "Protobuf", "ProtobufTestMessages"],
      path: "Tests/Fuzz/protobuf-fuzz", swiftSettings: safe),
    .executableTarget(
      name: "kafka-protocol-fuzz", dependencies: ["KafkaProtocol"], path: "Tests/Fuzz/kafka-protocol-fuzz",
      exclude: ["seeds"], swiftSettings: safe),
    .executableTarget(
      name: "http-fuzz", dependencies: ["GRPC", "HTTP"], path: "Tests/Fuzz/http-fuzz", swiftSettings: safe),
    .executableTarget(
      name: "http-client-fuzz", dependencies: ["GRPC", "HTTP"], path: "Tests/Fuzz/http-client-fuzz",
      swiftSettings: safe),
    .executableTarget(
      name: "xds-fuzz", dependencies: ["EnvoyAPI", "EnvoyConfig", "JSON", "Protobuf", "XDS"],
      path: "Tests/Fuzz/xds-fuzz", swiftSettings: safe),
    .executableTarget(
      name: "inputs-fuzz", dependencies: ["Coordinator", "EnvoyAPI", "EnvoyConfig", "Protobuf", "Telemetry", "XDS"],
      path: "Tests/Fuzz/inputs-fuzz", exclude: ["seeds"], swiftSettings: safe),
    .executableTarget(
      name: "manifest-fuzz", dependencies: ["BrokerConfig", "JSON", "KafkaResources", "KubernetesObjects", "YAML"],
      path: "Tests/Fuzz/manifest-fuzz",
      exclude: ["seeds"], swiftSettings: safe),
    .executableTarget(
      name: "credentials-fuzz", dependencies: ["Transport"], path: "Tests/Fuzz/credentials-fuzz", exclude: ["seeds"],
      swiftSettings: safe),
  ]

let package = Package(
  name: "koperator",
  products: [.executable(name: "koperator", targets: ["koperator"])],
  targets: systemLibraries + libraries + commands + tools + testTargets + fuzzTargets
)
