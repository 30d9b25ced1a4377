import Testing

@testable import BrokerAgent

@Suite struct PodPathsTests {
  private static let paths = PodPaths(folders: [
    .init(pod: "/kafka-logs", agent: "/pods/u/volumes/kubernetes.io~csi/pvc-1/mount"),
    .init(pod: "/kafka-logs/deeper", agent: "/pods/u/volumes/kubernetes.io~csi/pvc-2/mount"),
    .init(pod: "/config", agent: "/pods/u/volumes/kubernetes.io~configmap/broker-config"),
  ])

  @Test func aPathLiesInTheDeepestVolumeThatHoldsIt() {
    let paths = Self.paths
    #expect(paths.place(of: "/kafka-logs/kafka") == "/pods/u/volumes/kubernetes.io~csi/pvc-1/mount/kafka")
    #expect(paths.place(of: "/kafka-logs") == "/pods/u/volumes/kubernetes.io~csi/pvc-1/mount")
    #expect(paths.place(of: "/kafka-logs/deeper/kafka") == "/pods/u/volumes/kubernetes.io~csi/pvc-2/mount/kafka")
    #expect(
      paths.place(of: "//config/./broker-config")
        == "/pods/u/volumes/kubernetes.io~configmap/broker-config/broker-config")
  }

  @Test(arguments: ["/kafka-logs2/kafka", "/", "/etc/passwd", "/kafka-logs/../etc", "kafka-logs", ""])
  func otherPathsAreNotSeen(_ path: String) { #expect(Self.paths.place(of: path) == nil) }

  @Test func besideABrokerPathsAreTheSame() {
    #expect(PodPaths.same.place(of: "/kafka-logs/kafka") == "/kafka-logs/kafka")
  }
}
