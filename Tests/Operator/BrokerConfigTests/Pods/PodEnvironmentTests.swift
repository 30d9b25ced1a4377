import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct PodEnvironmentTests {
  private func names(_ environment: PodEnvironment) -> [String] { environment.list.map(\.name) }

  @Test func aSignPutsAValueBeforeOrBehindWhatIsThere() {
    var environment = PodEnvironment([EnvVar(name: "CLASSPATH", value: "/own/*")])
    environment.apply([
      EnvVar(name: "CLASSPATH+", value: ":/behind"), EnvVar(name: "+CLASSPATH", value: "/before:"),
      EnvVar(name: "NEW+", value: "alone"),
    ])
    #expect(environment["CLASSPATH"] == "/before:/own/*:/behind")
    #expect(environment["NEW"] == "alone")
    environment.apply([EnvVar(name: "CLASSPATH", value: "/only")])
    #expect(environment["CLASSPATH"] == "/only")
  }

  @Test func aValueFromElsewhereIsNotJoined() {
    let source = EnvVarSource(secretKeyRef: KeySelector(name: "s", key: "k"))
    var environment = PodEnvironment([EnvVar(name: "A", value: "own")])
    environment.apply([EnvVar(name: "+A", valueFrom: source)])
    #expect(environment.list == [EnvVar(name: "A", valueFrom: source)])
    environment.apply([EnvVar(name: "A+", value: "x")])
    #expect(environment.list == [EnvVar(name: "A", value: "x")])
  }

  @Test func ourVariablesAreInTheOrderOfTheirNamesThenTheManifestsInTheirs() {
    var environment = PodEnvironment([EnvVar(name: "B", value: "1"), EnvVar(name: "A", value: "2")])
    environment.apply([
      EnvVar(name: "Z", value: "3"), EnvVar(name: "C", value: "4"), EnvVar(name: "B+", value: "5"),
    ])
    #expect(names(environment) == ["A", "B", "Z", "C"])
  }

  @Test func aVariableStandsBehindThoseThatItNames() {
    var environment = PodEnvironment([EnvVar(name: "KAFKA_OPTS", value: "-javaagent:x")])
    environment.apply([
      EnvVar(name: "KAFKA_OPTS+", value: " -Dhost=$(HOST) -Dx=$(MISSING) $("), EnvVar(name: "HOST", value: "$(IP):1"),
      EnvVar(name: "IP", valueFrom: EnvVarSource(fieldRef: ObjectFieldSelector(fieldPath: "status.podIP"))),
      EnvVar(name: "LOOP", value: "$(LOOP)$(POOL)"), EnvVar(name: "POOL", value: "$(LOOP)"),
    ])
    #expect(names(environment) == ["IP", "HOST", "KAFKA_OPTS", "POOL", "LOOP"])
  }

  @Test func explicitOptionsOverruleVariables() throws {
    let spec = """
      envs:
        - {name: KAFKA_HEAP_OPTS, value: -Xmx9G}
        - {name: +KAFKA_JVM_PERFORMANCE_OPTS, value: "-Dfirst=1 "}
        - {name: JMX_PORT, value: "9999"}
      """
    let plain = try Pods.broker(spec: spec)
    #expect(plain.environment("KAFKA_HEAP_OPTS") == "-Xmx9G")
    #expect(plain.environment("KAFKA_JVM_PERFORMANCE_OPTS")?.hasPrefix("-Dfirst=1 -server ") == true)
    #expect(plain.kafka?.ports.first { $0.name == "jmx" }?.containerPort == 9999)
    let explicit = try Pods.broker("{kafkaHeapOpts: -Xmx1G, kafkaJvmPerfOpts: -client}", spec: spec)
    #expect(explicit.environment("KAFKA_HEAP_OPTS") == "-Xmx1G")
    #expect(explicit.environment("KAFKA_JVM_PERFORMANCE_OPTS") == "-client")
  }
}
