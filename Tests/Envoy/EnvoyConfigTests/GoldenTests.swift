import ClusterTopology
import Foundation
import JSON
import KafkaResources
import Testing
import YAML

@testable import EnvoyConfig

/// The generated configuration against files that a person has read. `KOPERATOR_RECORD_GOLDEN=1 swift test --filter
/// GoldenTests` writes them anew; every change of a line is a change of what Envoys run.
struct GoldenTests {
  private static let isRecording = ProcessInfo.processInfo.environment["KOPERATOR_RECORD_GOLDEN"] != nil

  private func check(_ value: JSONValue, against name: String) throws {
    let file = Places.tests.appending(path: "Golden/\(name).yaml")
    let text = YAML.text(of: value)
    if Self.isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(text == (try Places.text(file)), "differs from \(file.path): look at it, then record it anew")
  }

  private func simple() throws -> ClusterTopology { try topology(of: "simple") }

  private func topology(of sample: String) throws -> ClusterTopology {
    let samples = Places.package.appending(path: "deploy/samples")
    let cluster = try KafkaCluster(document: document(Places.text(samples.appending(path: "\(sample).yaml"))))
    let reports = try BrokerReports(
      document: document(Places.text(samples.appending(path: "simple-endpoints.yaml"))))
    var membership = BootstrapMembership()
    return ClusterTopology(cluster, reports: reports, membership: &membership, at: .zero)
  }

  @Test func theResourcesOfTheSimpleSample() throws {
    let topology = try simple()
    let point = try #require(topology.accessPoints.first)
    try check(EnvoyResources(of: topology, accessPoint: point).jsonValue(), against: "simple")
  }

  @Test func theResourcesOfTheSNISample() throws {
    let topology = try topology(of: "sni")
    let point = try #require(topology.accessPoints.first)
    try check(EnvoyResources(of: topology, accessPoint: point).jsonValue(), against: "sni")
  }

  @Test func theResourcesOfTheTerminationSample() throws {
    let topology = try topology(of: "tls-termination")
    let point = try #require(topology.accessPoints.first)
    let certificate = ServerCertificate(
      name: "kafka-tls", chain: Array("-----BEGIN CERTIFICATE-----\n".utf8), privateKey: .init(Array("key".utf8)))
    let resources = EnvoyResources(of: topology, accessPoint: point, certificate: certificate)
    try check(resources.jsonValue(), against: "tls-termination")
  }

  @Test func resourcesWithIPv6HealthAndHTTP10() throws {
    let cluster = try cluster(
      brokers: [0, 7], envoy: ["healthCheckPort": 8180, "enableHealthCheckHttp10": true])
    let everywhere = try #require(IPAddress("::"))
    let all = try resources(
      cluster, reports([0, 7], health: [7: .draining], network: "fd00::"),
      options: EnvoyOptions(listenAddress: everywhere))
    try check(all.jsonValue(), against: "ipv6")
  }

  @Test func theBootstrapFile() throws {
    let point = try #require(simple().accessPoints.first)
    let options = EnvoyBootstrapOptions(controlPlaneHost: "127.0.0.1", controlPlanePort: 18000)
    try check(EnvoyBootstrap(accessPoint: point, options: options).jsonValue(), against: "bootstrap")
  }

  @Test func theBootstrapFileWithTLSAndAHeapLimit() throws {
    let point = try #require(simple().accessPoints.first)
    var options = EnvoyBootstrapOptions(controlPlaneHost: "koperator.kafka.svc", controlPlanePort: 18000)
    options.nodeID = "envoy-external-0"
    options.maximumHeapBytes = 2 << 30
    options.tls = EnvoyBootstrapOptions.TLS(
      certificate: "/etc/envoy/certs/tls.crt", privateKey: "/etc/envoy/certs/tls.key",
      certificateAuthority: "/etc/envoy/certs/ca.crt", secretDirectory: "/etc/envoy/secrets")
    let bootstrap = try EnvoyBootstrap(accessPoint: point, options: options)
    try check(bootstrap.jsonValue(), against: "bootstrap-tls")
    try check(bootstrap.secretFiles[0].jsonValue(), against: "xds-certificate")
    try check(bootstrap.secretFiles[1].jsonValue(), against: "xds-certificate-authority")
  }
}
