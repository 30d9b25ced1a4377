import Sandbox
import Testing

@Suite struct ProbeCommandTests {
  @Test func aProbeHasTheDefaultsOfKubernetes() {
    let probe = ProbeCommand(action: .tcp(host: "127.0.0.1", port: 1))
    #expect(probe.periodSeconds == 10)
    #expect(probe.timeoutSeconds == 1)
    #expect(probe.failureThreshold == 3)
  }
}
