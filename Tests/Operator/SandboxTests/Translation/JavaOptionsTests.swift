import Testing

@testable import Sandbox

@Suite struct JavaOptionsTests {
  private let java = JavaOptions(address: "127.42.1.1", hostsFile: "/hosts", securityFile: "/security", exporter: nil)
  private let port = "-Dcom.sun.management.jmxremote.port=1090"

  @Test func aPortForJMXIsBoundToThePodsAddressAndAsksForNoPassword() {
    for name in ["KAFKA_JVM_PERFORMANCE_OPTS", "KAFKA_OPTS"] {
      let options = java.remoteManagement([name: "-Xa \(port) -Xb"])
      #expect(options.contains("-Dcom.sun.management.jmxremote.host=127.42.1.1"))
      #expect(options.contains("-Dcom.sun.management.jmxremote.authenticate=false"))
    }
  }

  @Test func whatTheManifestSaysOfPasswordsCounts() {
    let options = java.remoteManagement(["KAFKA_JMX_OPTS": port])
    #expect(options == " -Dcom.sun.management.jmxremote.host=127.42.1.1")
  }

  @Test func withoutAPortNothingIsSaid() {
    #expect(
      java.remoteManagement(["KAFKA_OPTS": "-Xa", "KAFKA_JVM_PERFORMANCE_OPTS": "-Djava.rmi.server.hostname=a"]) == "")
  }
}
