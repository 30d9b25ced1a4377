import JSON
import KafkaResources
import KubernetesObjects
import Testing
import YAML

@testable import BrokerConfig

/// The Envoys of a cluster of three brokers with one external listener.
private func envoys(
  _ listener: String = "externalStartingPort: 19090", envoy: String = "{}", brokers: String = "[{id: 0}, {id: 1}]",
  type: String = "plaintext", spec: String = "", facts: RenderingFacts = RenderingFacts()
) throws -> [EnvoyRendering] {
  let text = """
    apiVersion: kafka.banzaicloud.io/v1beta1
    kind: KafkaCluster
    metadata: {name: events, namespace: shop}
    spec:
      zkAddresses: [zookeeper:2181]
      headlessServiceEnabled: true
      oneBrokerPerNode: false
      rollingUpgradeConfig: {failureThreshold: 1}
      cruiseControlConfig: {}
      envoyConfig: \(envoy)
      brokers: \(brokers)
      listenersConfig:
        internalListeners:
          - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        externalListeners:
          - {type: \(type), name: external, containerPort: 9094, \(listener)}
    \(spec)
    """
  var facts = facts
  facts.defaultExternalAddress = "203.0.113.10"
  return try ClusterRendering(of: cluster(text), facts: facts).envoys
}

@Suite struct EnvoyRenderingTests {
  private func pod(_ envoy: EnvoyRendering) throws -> PodSpec { try #require(envoy.deployment.spec?.template.spec) }

  private func ports(_ service: Service) -> [String] {
    (service.spec?.ports ?? []).map { "\($0.name ?? "") \($0.port) \($0.targetPort?.description ?? "")" }
  }

  @Test func namesAndLabelsAreKoperators() throws {
    let envoy = try #require(envoys().first)
    #expect(
      envoy.objects.map(\.metadata.name) == [
        "envoy-loadbalancer-external-events", "envoy-config-external-events", "envoy-external-events",
      ])
    let labels = ["app": "envoyingress", "kafka_cr": "events", "eListenerName": "external"]
    for object in envoy.objects { #expect(object.metadata.labels == labels) }
    #expect(envoy.service.spec?.selector == labels)
    #expect(envoy.deployment.spec?.selector == LabelSelector(matchLabels: labels))
    #expect(envoy.deployment.spec?.template.metadata.labels == labels)
    #expect(try pod(envoy).volumes.first?.name == "envoy-config-external-events")
    #expect(try pod(envoy).containers.map(\.name) == ["envoy"])
  }

  @Test func theServiceHasAPortForEachBrokerAndNoneForTheAdminInterface() throws {
    let service = try #require(envoys("externalStartingPort: 19090, anyCastPort: 29095").first).service
    #expect(service.spec?.type == "LoadBalancer")
    #expect(
      ports(service) == [
        "broker-0 19090 19090", "broker-1 19091 19091", "tcp-all-broker 29095 tcp-all-broker",
        "tcp-health 8080 tcp-health",
      ])
  }

  @Test func theServiceIsSetUpAsTheListenerAndEnvoysSettingsSay() throws {
    let service = try #require(
      envoys(
        "externalStartingPort: 19090, serviceAnnotations: {lb: internal}, externalTrafficPolicy: Local",
        envoy: "{loadBalancerIP: 203.0.113.7, loadBalancerSourceRanges: [198.51.100.0/24]}"
      ).first
    ).service
    #expect(service.metadata.annotations == ["lb": "internal"])
    #expect(service.spec?.externalTrafficPolicy == "Local")
    #expect(service.spec?.loadBalancerIP == "203.0.113.7")
    #expect(service.spec?.loadBalancerSourceRanges == ["198.51.100.0/24"])
    // Kubernetes takes these with a load balancer alone.
    let inside = try #require(
      envoys(
        "externalStartingPort: 19090, serviceType: ClusterIP, externalTrafficPolicy: Local",
        envoy: "{loadBalancerIP: 203.0.113.7, loadBalancerSourceRanges: [198.51.100.0/24]}"
      ).first
    ).service
    #expect(inside.spec?.type == "ClusterIP")
    #expect(inside.spec?.externalTrafficPolicy == nil)
    #expect(inside.spec?.loadBalancerIP == nil)
    #expect(inside.spec?.loadBalancerSourceRanges == [])
  }

  @Test(arguments: [
    (
      "accessMode: sni, externalStartingPort: 0, hostnameOverride: kafka.example.com", "ssl",
      "{brokerHostnameTemplate: 'b-%id.example.com'}", ""
    ),
    (
      "externalStartingPort: -1, tlsSecretName: tls, hostnameOverride: kafka.example.com", "plaintext",
      "{brokerHostnameTemplate: 'b-%id.example.com'}", ""
    ),
    (
      "externalStartingPort: 0, accessMethod: ClusterIP, hostnameOverride: kafka.example.com", "plaintext", "{}",
      """
        ingressController: contour
        contourIngressConfig: {tlsSecretName: tls, brokerFQDNTemplate: 'b-%id.example.com'}
      """
    ),
  ])
  func whereBrokersAreToldApartByNameThereIsOnePortForAll(
    listener: String, type: String, envoy: String, spec: String
  ) throws {
    let service = try #require(envoys(listener, envoy: envoy, type: type, spec: spec).first).service
    #expect(ports(service) == ["tcp-all-broker 29092 tcp-all-broker", "tcp-health 8080 tcp-health"])
    #expect(service.spec?.type == (listener.contains("ClusterIP") ? "ClusterIP" : "LoadBalancer"))
  }

  @Test func aBrokerThatComesTouchesNothingButTheServicesPorts() throws {
    let before = try #require(envoys().first)
    let after = try #require(envoys(brokers: "[{id: 0}, {id: 1}, {id: 2}]").first)
    #expect(before.deployment == after.deployment)
    #expect(before.configMap == after.configMap)
    #expect(after.service.spec?.ports.count == before.service.spec.map { $0.ports.count + 1 })
  }

  @Test func whatEnvoyReadsAsItStartsReplacesThePods() throws {
    let digest = { (envoys: [EnvoyRendering]) in
      envoys.first?.deployment.spec?.template.metadata.annotations["envoy.yaml.hash"]
    }
    let before = try digest(envoys())
    #expect(before?.count == 64)
    #expect(try digest(envoys(envoy: "{adminPort: 9901}")) != before)
    #expect(try digest(envoys(facts: RenderingFacts(controlPlane: .init(host: "elsewhere")))) != before)
    // What the listeners are comes while it runs.
    #expect(try digest(envoys("externalStartingPort: 20000", envoy: "{healthCheckPort: 8090}")) == before)
  }

  @Test func theBootstrapNamesTheControlPlaneAndTheCertificate() throws {
    let envoy = try #require(envoys().first)
    #expect(
      envoy.configMap.data.keys.sorted() == [
        "envoy.yaml", "xds-certificate-authority.json", "xds-certificate.json",
      ])
    let bootstrap = try #require(envoy.configMap.data["envoy.yaml"])
    let value = try #require(YAML.documents(in: bootstrap).first).value
    #expect(value["node"]?["metadata"] == ["namespace": "shop", "accessPoint": "external"])
    #expect(bootstrap.contains("\"koperator-xds.shop.svc.cluster.local\""))
    #expect(bootstrap.contains("\"portValue\": 18000"))
    #expect(bootstrap.contains("/etc/envoy/xds-certificate.json"))
    #expect(envoy.configMap.data["xds-certificate.json"]?.contains("/etc/envoy-xds/tls.key") == true)
    let pod = try pod(envoy)
    #expect(pod.volumes.last?.secret?.secretName == "events-envoy-xds")
    #expect(pod.containers[0].volumeMounts.map(\.mountPath) == ["/etc/envoy", "/etc/envoy-xds"])
  }

  @Test func theControlPlaneCanBeElsewhereAndInTheClear() throws {
    let named = ControlPlaneEndpoint(host: "xds.example", port: 443, security: .mutualTLS(secret: "mine"))
    let withSecret = try #require(envoys(facts: RenderingFacts(controlPlane: named)).first)
    #expect(try pod(withSecret).volumes.last?.secret?.secretName == "mine")
    #expect(withSecret.configMap.data["envoy.yaml"]?.contains("xds.example") == true)
    let clear = ControlPlaneEndpoint(host: "10.0.0.9", security: .cleartext)
    let without = try #require(envoys(facts: RenderingFacts(controlPlane: clear)).first)
    #expect(without.configMap.data.keys.sorted() == ["envoy.yaml"])
    #expect(try pod(without).volumes.count == 1)
  }

  @Test func withoutAControlPlaneThereIsNoBootstrap() throws {
    let nowhere = RenderingFacts(controlPlane: ControlPlaneEndpoint(port: 0))
    let error = #expect(throws: RenderingError.self) { try envoys(facts: nowhere) }
    #expect(error?.code == .missingFact)
    #expect(error?.problem.path == .spec("envoyConfig"))
  }

  @Test func anEnvoyThatIsNotReadyOrOnItsWayOutGetsNoClients() throws {
    let envoy = try #require(envoys(envoy: "{adminPort: 9901, envoyCommandLineArgs: {concurrency: 2}}").first)
    let pod = try pod(envoy)
    let container = pod.containers[0]
    #expect(
      container.args == [
        "-c", "/etc/envoy/envoy.yaml", "--service-node", "$(POD_NAME)", "--concurrency", "2",
      ])
    #expect(
      container.ports.map { "\($0.name ?? "") \($0.containerPort)" } == [
        "tcp-all-broker 29092", "tcp-admin 9901", "tcp-health 8080",
      ])
    #expect(container.readinessProbe?.httpGet == HTTPGetAction(path: "/ready", port: "tcp-admin"))
    let command = try #require(container.lifecycle?.preStop?.exec?.command)
    #expect(command[..<2] == ["bash", "-c"])
    #expect(command[3...] == ["drain", "9901", "15", "285"])
    #expect(pod.terminationGracePeriodSeconds == 300)
    #expect(
      envoy.deployment.spec?.strategy
        == DeploymentStrategy(type: "RollingUpdate", rollingUpdate: RollingUpdate(maxUnavailable: 0)))
  }

  @Test func podsRunAsTheManifestSaysAndElseWithoutPrivileges() throws {
    let own = try pod(#require(envoys().first))
    #expect(own.securityContext?.runAsUser == 101)
    #expect(own.securityContext?.runAsNonRoot == true)
    #expect(own.securityContext?.seccompProfile?.type == "RuntimeDefault")
    #expect(own.securityContext?.sysctls == [])
    #expect(own.containers[0].securityContext?.capabilities?.drop == ["ALL"])
    #expect(own.automountServiceAccountToken == false)
    // The image changes from root to its own user.
    let root = try pod(#require(envoys(envoy: "{podSecurityContext: {runAsNonRoot: false, fsGroup: 5}}").first))
    #expect(root.securityContext?.runAsUser == nil)
    #expect(root.securityContext?.fsGroup == 5)
    #expect(root.containers[0].securityContext?.capabilities == nil)
    let low = try pod(#require(envoys("externalStartingPort: 900").first))
    #expect(low.securityContext?.sysctls == [["name": "net.ipv4.ip_unprivileged_port_start", "value": "0"]])
  }

  @Test func partsOfPodsArePassedThrough() throws {
    let envoy = try #require(
      envoys(
        envoy: """
          {image: "envoy:v1.40.0", replicas: 3, serviceAccountName: edge, imagePullSecrets: [{name: pull}],
           affinity: {nodeAffinity: {x: 1}}, topologySpreadConstraints: [{maxSkew: 1}], nodeSelector: {zone: a},
           tolerations: [{key: edge}], annotations: {scrape: "yes"}, priorityClassName: high,
           resourceRequirements: {limits: {memory: 200Mi}, requests: {cpu: "1"}}}
          """
      ).first)
    let pod = try pod(envoy)
    #expect(envoy.deployment.spec?.replicas == 3)
    #expect(envoy.deployment.metadata.annotations == ["scrape": "yes"])
    #expect(envoy.deployment.spec?.template.metadata.annotations["scrape"] == "yes")
    #expect(pod.containers[0].image == "envoy:v1.40.0")
    #expect(pod.serviceAccountName == "edge")
    #expect(pod.imagePullSecrets == [LocalObjectReference(name: "pull")])
    #expect(pod.affinity == ["nodeAffinity": ["x": 1]])
    #expect(pod.topologySpreadConstraints == [["maxSkew": 1]])
    #expect(pod.nodeSelector == ["zone": "a"])
    #expect(pod.tolerations == [Toleration(key: "edge")])
    #expect(pod.priorityClassName == "high")
    #expect(pod.containers[0].resources?.limits["memory"]?.description == "200Mi")
    // Nine tenths of it for the heap.
    #expect(envoy.configMap.data["envoy.yaml"]?.contains("188743680") == true)
  }

  private static let budgets: [(String, IntOrString?, IntOrString?)] = [
    ("{create: true, budget: \"1\", strategy: minAvailable}", .int(1), nil),
    ("{create: true, budget: 20%, strategy: maxUnavailable}", nil, .string("20%")),
  ]

  @Test(arguments: budgets)
  func theDisruptionBudgetIsWhatIsWritten(envoy: String, minimum: IntOrString?, maximum: IntOrString?) throws {
    let budget = try #require(envoys(envoy: "{disruptionBudget: \(envoy)}").first?.disruptionBudget)
    #expect(budget.metadata.name == "envoy-external-events-pdb")
    #expect(budget.spec?.minAvailable == minimum)
    #expect(budget.spec?.maxUnavailable == maximum)
    #expect(try envoys().first?.disruptionBudget == nil)
  }

  @Test func aPartThatKubernetesDoesNotTakeIsAnErrorWithItsPlace() throws {
    let listener = """
      externalStartingPort: 19090,
      config: {defaultIngressConfig: a, ingressConfig: {a: {envoyConfig: {tolerations: [{key: 1}]}}}}
      """
    let error = #expect(throws: RenderingError.self) { try envoys(listener) }
    #expect(
      error?.description
        == "spec.listenersConfig.externalListeners[0].config.ingressConfig.a.envoyConfig.tolerations[0].key: "
        + "a string is expected here, not a number; write it as Kubernetes' API has it")
  }
}
