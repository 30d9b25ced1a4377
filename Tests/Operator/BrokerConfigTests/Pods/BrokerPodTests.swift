import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct BrokerPodTests {
  private let storage = """
    storageConfigs: [{mountPath: /kafka-logs, pvcSpec: {}}, {mountPath: /scratch, emptyDir: {sizeLimit: 1Gi}}]
    """

  @Test func aPodHasOneNameForItsNodeAndRestartsByItself() throws {
    let pod = try Pods.broker().pod
    #expect(pod.metadata.name == "kafka-0")
    #expect(pod.metadata.generateName == nil)
    #expect(pod.spec?.restartPolicy == "Always")
    #expect(pod.spec?.terminationGracePeriodSeconds == 120)
    #expect(try Pods.broker("{terminationGracePeriodSeconds: 600}").pod.spec?.terminationGracePeriodSeconds == 600)
  }

  @Test func aPodResolvesUnderTheNameThatItAdvertises() throws {
    for (roles, subdomain) in [
      ("[broker]", "kafka-headless"), ("[controller]", "kafka-controller-headless"),
      ("[controller, broker]", "kafka-headless"),
    ] {
      let rendering = try Pods.broker("{processRoles: \(roles)}", kRaft: true)
      #expect(rendering.pod.spec?.hostname == "kafka-0")
      #expect(rendering.pod.spec?.subdomain == subdomain)
      let config = try #require(rendering.configMap.data["broker-config"])
      for line in config.split(separator: "\n") where line.contains("kafka-0.") {
        #expect(line.contains("kafka-0.\(subdomain).kafka.svc"), "\(line)")
      }
    }
  }

  @Test func rolesAreLabelsWithKRaftAndReservedLabelsCannotBeReplaced() throws {
    let settings = "{processRoles: [broker, controller], brokerLabels: {app: mine, brokerId: '9', tier: gold}}"
    let labels = try Pods.broker(settings, kRaft: true).pod.metadata.labels
    #expect(
      labels == [
        "app": "kafka", "brokerId": "0", "kafka_cr": "kafka", "tier": "gold", "processRoles": "broker_controller",
        "isBrokerNode": "true", "isControllerNode": "true",
      ])
    let plain = try Pods.broker(spec: "propagateLabels: true").pod.metadata.labels
    #expect(plain == ["app": "kafka", "brokerId": "0", "kafka_cr": "kafka", "team": "streams"])
  }

  @Test func volumesHaveKoperatorsNamesAndPathsInTheOrderOfTheirNames() throws {
    let listeners = """
      sslSecrets: {tlsSecretName: ca, create: true}
          internalListeners:
            - {type: ssl, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
          externalListeners:
            - {type: sasl_ssl, name: outside, containerPort: 9094, externalStartingPort: 19090,
               serverSSLCertSecret: {name: own}}
            - {type: plaintext, name: open, containerPort: 9095, externalStartingPort: 19190}
      """
    let facts = RenderingFacts(defaultExternalAddress: "203.0.113.10", certificateSubjects: ["own": "CN=x"])
    let broker = try Pods.broker("{\(storage)}", listeners: listeners, facts: facts)
    let mounts = broker.kafka?.volumeMounts.map { "\($0.name) \($0.mountPath)\($0.readOnly == true ? " ro" : "")" }
    #expect(
      mounts == [
        "broker-config /config", "client-ks-files /var/run/secrets/java.io/keystores/client ro",
        "exitfile /var/run/wait", "extensions /opt/kafka/libs/extensions", "jmx-jar-data /opt/jmx-exporter",
        "kafka-data-0 /kafka-logs", "kafka-data-1 /scratch", "kafka-kafka-jmx-exporter /etc/jmx-exporter",
        "listener-internal-certs /var/run/secrets/java.io/keystores/server/internal ro",
        "listener-outside-certs /var/run/secrets/java.io/keystores/server/outside ro",
      ])
    let volumes = try #require(broker.pod.spec?.volumes)
    // The agent alone has its certificate, and starts without it, too.
    #expect(volumes.first { $0.name == "agent-certificate" }?.secret?.optional == true)
    #expect(volumes.map(\.name).filter { $0 != "agent-certificate" } == broker.kafka?.volumeMounts.map(\.name))
    #expect(volumes.first { $0.name == "listener-outside-certs" }?.secret?.secretName == "own")
    #expect(volumes.first { $0.name == "kafka-data-1" }?.emptyDir?.sizeLimit?.description == "1Gi")
  }

  @Test func theManifestsVolumesAndContainersComeBehindAndCannotTakeOurNames() throws {
    let settings = """
      {volumes: [{name: a, emptyDir: {}}], volumeMounts: [{name: a, mountPath: /a}],
       containers: [{name: side, image: busybox}], initContainers: [{name: aaa, image: busybox}, {name: zzz}]}
      """
    let pod = try Pods.broker(settings).pod
    #expect(pod.spec?.volumes.last?.name == "a")
    #expect(pod.spec?.containers.map(\.name) == ["kafka", "side"])
    #expect(
      pod.spec?.initContainers.map(\.name) == ["broker-agent", "aaa", "cruise-control-reporter", "jmx-exporter", "zzz"])
    for (settings, message) in [
      ("volumes: [{name: a}, {name: exitfile}]", "volumes[1]: the operator has a volume 'exitfile' itself"),
      ("containers: [{name: kafka}]", "containers[0]: the operator has a container 'kafka' itself"),
      ("containers: [{name: jmx-exporter}]", "containers[0]: the operator has a container 'jmx-exporter' itself"),
      ("initContainers: [{name: kafka}]", "initContainers[0]: the operator has a container 'kafka' itself"),
      (
        "storageConfigs: [{mountPath: /a, pvcSpec: {}}, {mountPath: /a/, pvcSpec: {}}]",
        "storageConfigs: two volumes are mounted at '/a/': 'kafka-data-0' and 'kafka-data-1'"
      ),
      (
        "storageConfigs: [{mountPath: /config, pvcSpec: {}}]",
        "storageConfigs: two volumes are mounted at '/config': 'broker-config' and 'kafka-data-0'"
      ),
      (
        "volumes: [{name: a}], volumeMounts: [{name: a, mountPath: /a}, {name: a, mountPath: /var/run/wait/}]",
        "volumeMounts[1]: two volumes are mounted at '/var/run/wait/': 'exitfile' and 'a'"
      ),
      (
        "initContainers: [{name: broker-agent}]",
        "initContainers[0]: the operator has a container 'broker-agent' itself"
      ),
    ] {
      do {
        _ = try Pods.broker("{\(settings)}")
        Issue.record("\(settings) is rendered")
      } catch let error as RenderingError {
        #expect(error.description.contains("spec.brokers[0].brokerConfig.\(message)"), "\(error)")
      }
    }
  }

  @Test func aPartThatIsWrongIsNamedWhereItIsWritten() throws {
    let group = "brokerConfigGroups: {big: {tolerations: [{key: 7}]}}"
    for (broker, spec, path) in [
      ("{}", group, "spec.brokerConfigGroups.big.tolerations[0].key"),
      ("{tolerations: null}", group, "spec.brokerConfigGroups.big.tolerations[0].key"),
      ("{tolerations: [{key: 8}]}", group, "spec.brokers[0].brokerConfig.tolerations[0].key"),
      ("{}", "envs: [{name: A, value: 7}]\nbrokerConfigGroups: {big: {}}", "spec.envs[0].value"),
      (
        "{}", "brokerConfigGroups: {big: {envs: [{name: A, value: 7}]}}", "spec.brokerConfigGroups.big.envs[0].value"
      ),
    ] {
      let cluster = try Pods.cluster(
        brokers: "{id: 0, brokerConfigGroup: big, brokerConfig: \(broker)}", spec: spec)
      do {
        _ = try ClusterRendering(of: cluster, facts: RenderingFacts())
        Issue.record("\(broker) is rendered")
      } catch {
        #expect(error.description.hasPrefix(path + ": "), "\(error)")
      }
    }
  }

  @Test func theAgentIsASidecarThatReadsTheVolumesAndWritesOneFolderOfEach() throws {
    let settings = "{\(storage), securityContext: {runAsUser: 1001, runAsGroup: 0, runAsNonRoot: true}}"
    let broker = try Pods.broker(settings, spec: "agent: {image: example.com/agent:1, resourceRequirements: {}}")
    let agent = try #require(broker.agent)
    #expect(agent.restartPolicy == "Always")
    #expect(agent.image == "example.com/agent:1")
    #expect(broker.pod.spec?.initContainers.first?.name == agent.name)
    #expect(broker.pod.spec?.shareProcessNamespace == true)
    #expect(agent.securityContext?.runAsUser == 1001)
    #expect(agent.securityContext?.runAsUser == broker.kafka?.securityContext?.runAsUser)
    let writable = agent.volumeMounts.filter { $0.readOnly != true }
    #expect(writable.map(\.mountPath) == ["/kafka-logs/.koperator", "/scratch/.koperator"])
    #expect(writable.allSatisfy { $0.subPath == ".koperator" })
    #expect(
      agent.volumeMounts.filter { $0.readOnly == true }.map(\.mountPath) == [
        "/kafka-logs", "/scratch", "/config", "/etc/koperator/agent",
      ])

    let without = try Pods.broker(settings, spec: "agent: {enabled: false}")
    #expect(without.agent == nil)
    #expect(without.pod.spec?.volumes.contains { $0.name == "agent-certificate" } == false)
    #expect(without.pod.spec?.shareProcessNamespace == nil)
  }

  @Test func aPodWhoseKafkaHasAllThatItMayUseStaysAGuaranteedOne() throws {
    let pod = try Pods.broker(
      "{resourceRequirements: {limits: {cpu: 2, memory: 4Gi}, requests: {cpu: 2, memory: 4Gi}}}"
    )
    .pod
    for container in (pod.spec?.containers ?? []) + (pod.spec?.initContainers ?? []) {
      let resources = try #require(container.resources)
      #expect(resources.limits.keys.sorted() == ["cpu", "memory"], "\(container.name)")
      #expect(resources.requests == resources.limits, "\(container.name)")
    }
  }

  @Test func theContainersBesideHaveKafkasLabelOfSELinux() throws {
    let broker = try Pods.broker("{securityContext: {seLinuxOptions: {level: 's0:c1,c2'}}}")
    for container in broker.pod.spec?.initContainers ?? [] {
      #expect(container.securityContext?.json["seLinuxOptions"] == ["level": "s0:c1,c2"], "\(container.name)")
    }
  }

  @Test func containersAreRestrictedButForWhatWouldChangeWhoRunsThem() throws {
    let broker = try Pods.broker()
    let spec = try #require(broker.pod.spec)
    for container in spec.containers + spec.initContainers {
      let context = try #require(container.securityContext)
      #expect(context.allowPrivilegeEscalation == false)
      #expect(context.capabilities == Capabilities(drop: ["ALL"]))
      #expect(context.seccompProfile?.type == "RuntimeDefault")
      #expect(context.runAsNonRoot == nil && context.runAsUser == nil && context.readOnlyRootFilesystem == nil)
    }
    #expect(spec.securityContext == nil)
  }

  @Test func whatTheManifestSaysOfRightsStands() throws {
    let settings = """
      {podSecurityContext: {fsGroup: 1001, seccompProfile: {type: Localhost, localhostProfile: p}},
       securityContext: {privileged: true, readOnlyRootFilesystem: true}}
      """
    let broker = try Pods.broker(settings)
    #expect(broker.pod.spec?.securityContext?.fsGroup == 1001)
    #expect(broker.kafka?.securityContext == SecurityContext(privileged: true, readOnlyRootFilesystem: true))
    #expect(broker.agent?.securityContext?.seccompProfile == nil)
    let mighty = try Pods.broker("{securityContext: {capabilities: {add: [SYS_ADMIN]}}}").kafka?.securityContext
    #expect(mighty?.allowPrivilegeEscalation == nil)
    #expect(mighty?.capabilities == Capabilities(add: ["SYS_ADMIN"]))
  }

  @Test func nothingRestartsABrokerThatRecoversAndAnOpenListenerMakesItReady() throws {
    let kafka = try #require(try Pods.broker().kafka)
    #expect(kafka.startupProbe?.tcpSocket?.port == "metrics")
    #expect(kafka.livenessProbe?.tcpSocket?.port == "metrics")
    #expect(kafka.readinessProbe?.tcpSocket?.port == 29092)
    let controller = try #require(try Pods.broker("{processRoles: [controller]}", kRaft: true).kafka)
    #expect(controller.readinessProbe?.tcpSocket?.port == 29093)
    #expect(controller.ports.map(\.name) == ["tcp-controller", "metrics"])
  }

  @Test func aManifestThatTakesTheExporterAwayIsNotRestartedForIt() throws {
    let kafka = try #require(try Pods.broker("{envs: [{name: KAFKA_OPTS, value: -Da=b}]}").kafka)
    #expect(kafka.startupProbe == nil && kafka.livenessProbe == nil && kafka.readinessProbe != nil)
    let more = try #require(try Pods.broker("{envs: [{name: KAFKA_OPTS+, value: ' -Da=b'}]}").kafka)
    #expect(more.startupProbe != nil)
  }

  @Test func probesOfTheManifestReplaceOurs() throws {
    let settings = """
      {readinessProbe: {exec: {command: [ready]}}, livenessProbe: {httpGet: {port: 8080}}, startupProbe: {grpc: {port: 1}}}
      """
    let kafka = try #require(try Pods.broker(settings).kafka)
    #expect(kafka.readinessProbe == Probe(exec: ExecAction(command: ["ready"])))
    #expect(kafka.livenessProbe?.httpGet?.port == 8080 && kafka.livenessProbe?.tcpSocket == nil)
    #expect(kafka.startupProbe?.grpc?.port == 1)
  }

  @Test func readinessLooksAtAListenerWithoutTLSWhereThereIsOne() throws {
    let listeners = """
      sslSecrets: {tlsSecretName: ca}
          internalListeners:
            - {type: ssl, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
            - {type: plaintext, name: local, containerPort: 29094}
      """
    #expect(try Pods.broker(listeners: listeners).kafka?.readinessProbe?.tcpSocket?.port == 29094)
  }

  @Test func theScriptStartsKafkaAndDrainsItBeforeItEnds() throws {
    let broker = try Pods.broker()
    #expect(broker.kafka?.command == ["bash", "/config/start.sh"])
    #expect(broker.kafka?.lifecycle?.preStop?.exec?.command == ["bash", "/config/start.sh", "drain", "5"])
    #expect(broker.configMap.data["start.sh"] == StartScript.text)
    for (gracePeriod, seconds) in [(0, "0"), (8, "2"), (20, "5"), (600, "5")] {
      let kafka = try Pods.broker("{terminationGracePeriodSeconds: \(gracePeriod)}").kafka
      #expect(kafka?.lifecycle?.preStop?.exec?.command.last == seconds)
    }
  }

  @Test func brokersAvoidEachOtherOrMustOrDoAsTheManifestSays() throws {
    let soft = try Pods.broker().pod.spec?.affinity?["podAntiAffinity"]
    let term = soft?["preferredDuringSchedulingIgnoredDuringExecution"]?[0]
    #expect(term?["weight"] == 100)
    #expect(term?["podAffinityTerm"]?["topologyKey"] == "kubernetes.io/hostname")
    #expect(
      term?["podAffinityTerm"]?["labelSelector"]?["matchLabels"] == ["app": "kafka", "kafka_cr": "kafka"])
    let cluster = try cluster(
      """
      spec:
        zkAddresses: [z:2181]
        headlessServiceEnabled: false
        oneBrokerPerNode: true
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
        listenersConfig: {internalListeners: []}
        brokers: [{id: 0, brokerConfig: {}}, {id: 1, brokerConfig: {affinity: {nodeAffinity: {}}}}]
      """)
    let pods = try ClusterRendering(of: cluster, facts: RenderingFacts()).brokers.map(\.pod)
    let hard = pods[0].spec?.affinity?["podAntiAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]
    #expect(hard?[0]?["topologyKey"] == "kubernetes.io/hostname")
    #expect(pods[1].spec?.affinity == ["nodeAffinity": [:]])
    #expect(pods[0].spec?.subdomain == nil && pods[0].spec?.hostname == nil)
  }

  @Test func aPausedBrokerKeepsAllButItsPod() throws {
    let names = { (paused: Bool) in
      let cluster = try Pods.cluster(
        brokers: "{id: 0, paused: \(paused), brokerConfig: {storageConfigs: [{mountPath: /a, pvcSpec: {}}]}}, {id: 1}")
      let objects = try ClusterRendering(of: cluster, facts: RenderingFacts()).objects
      return Set(objects.map { "\(type(of: $0).kind) \($0.metadata.name)" })
    }
    #expect(try names(false).subtracting(names(true)) == ["Pod kafka-0"])
    #expect(try names(true).isSubset(of: names(false)))
  }

  @Test func theClustersIdIsAVariableWithKRaftAndTheManifestsComesFirst() throws {
    let facts = RenderingFacts(clusterID: "IRUtDZ4MSQyyZCrbQDWcLg")
    let roles = "processRoles: [broker]"
    #expect(try Pods.broker("{\(roles)}", kRaft: true, facts: facts).environment("CLUSTER_ID") == facts.clusterID)
    #expect(try Pods.broker(facts: facts).environment("CLUSTER_ID") == nil)
    let own = try Pods.broker("{\(roles), envs: [{name: CLUSTER_ID, value: mine}]}", kRaft: true, facts: facts)
    #expect(own.environment("CLUSTER_ID") == "mine")
  }

  @Test func aPartThatKubernetesDoesNotTakeIsNamedWithItsPlace() throws {
    #expect(throws: RenderingError.self) { try Pods.broker("{tolerations: [{tolerationSeconds: soon}]}") }
    do {
      _ = try Pods.broker("{readinessProbe: {tcpSocket: {port: true}}}")
      Issue.record("it is rendered")
    } catch let error as RenderingError {
      #expect(error.description.contains("spec.brokers[0].brokerConfig.readinessProbe.tcpSocket.port"), "\(error)")
    }
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let settings = "{\(storage), brokerLabels: {a: b, c: d, e: f}, nodeSelector: {x: one, z: two}, envs: [{name: Q}]}"
    let facts = RenderingFacts(usedVolumes: [0: ["/kafka-logs", "/scratch"]])
    let first = try Pods.broker(settings, facts: facts)
    for _ in 0..<5 {
      let again = try Pods.broker(settings, facts: facts)
      #expect(again.pod.json.description == first.pod.json.description)
      #expect(again.configMap.json.description == first.configMap.json.description)
    }
  }
}
