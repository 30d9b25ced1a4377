import Glibc
import Testing

@testable import BrokerAgent

@Suite struct AnnouncementTests {
  private static let uid = DiscoveryFixtures.uid(2)

  private func environment(_ folder: String, _ changes: [String: String] = [:]) -> [String: String] {
    var values = [
      "BROKER_ID": "2", "KAFKA_CLUSTER": "my.kafka", "POD_NAMESPACE": "shop", "KAFKA_CONFIG": "/config/broker-config",
      "POD_IP": "10.0.0.7", "POD_NAME": "kafka-2-x", "POD_UID": Self.uid, "LOG_VOLUMES": "/kafka-logs,/kafka-logs-2/",
      "DISCOVERY_FOLDER": folder, "PATH": "/bin",
    ]
    values.merge(changes) { $1 }
    return values
  }

  /// A container's mounts, from its own mountinfo.
  private func mounts() throws -> [Mount] {
    let lines = [
      "600 500 0:250 / / rw - overlay overlay rw",
      "602 600 259:3 / /kafka-logs rw,relatime - ext4 /dev/nvme1n1 rw",
      "603 600 8:33 /disks/one /kafka-logs-2 rw - xfs /dev/sdc1 rw",
      "604 600 8:1 /var/lib/kubelet/pods/\(Self.uid)/volumes/kubernetes.io~configmap/broker-config /config ro - ext4 /dev/sda1 rw",
    ]
    return try lines.map { try #require(MountFinder.mount(Array($0.utf8))) }
  }

  @Test func thePodSaysWhereItsVolumesComeFrom() throws {
    let scratch = ScratchFolder()
    let announcement = try Announcement(environment: environment(scratch.path), mounts: mounts())
    try announcement.write()
    var file = WatchedFile("\(scratch.path)/shop.my.kafka.2", limit: DiscoveryFile.sizeLimit)
    guard case .content(let bytes) = file.look() else {
      Issue.record("there is no file")
      return
    }
    let read = try DiscoveryFile(bytes, hasPodsFolder: true)
    #expect(read.watched.broker.podUID == Self.uid && read.watched.broker.address == "10.0.0.7")
    #expect(read.watched.volumes == ["/kafka-logs", "/kafka-logs-2/"])
    #expect(
      read.volumes.map(\.description) == [
        "/kafka-logs=259:3:/", "/kafka-logs-2=8:33:/disks/one", "/config=kubernetes.io~configmap/broker-config",
      ])
    #expect(access("\(scratch.path)/.shop.my.kafka.2", F_OK) != 0)
    // Once more: the pod's containers were started anew.
    try announcement.write()
  }

  @Test(arguments: [
    ("LOG_VOLUMES", "/kafka-logs-3"), ("KAFKA_CONFIG", "/etc/server.properties"), ("POD_UID", ""),
    ("DISCOVERY_FOLDER", ""), ("KAFKA_CLUSTER", "a/b"), ("POD_NAME", "a\nb"), ("BROKER_ID", ""), ("VOLUMES", "/a"),
  ])
  func whatTheAgentCouldNotUseIsSaidInThePod(_ name: String, _ value: String) throws {
    let mounts = try mounts()
    let error = #expect(throws: AgentError.self) {
      try Announcement(environment: environment("/tmp", [name: value]), mounts: mounts)
    }
    #expect(error?.object == name)
  }

  @Test func volumesMayBeNamedByHand() throws {
    let volumes = "/kafka-logs=kubernetes.io~csi/pvc-1/mount,/kafka-logs-2=kubernetes.io~csi/pvc-2/mount,/config=1:2:/"
    let announcement = try Announcement(environment: environment("/tmp", ["VOLUMES": volumes]), mounts: [])
    #expect(announcement.text.hasSuffix("VOLUMES=\(volumes)\n"))
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let announcement = try Announcement(environment: environment("/nowhere/at/all"), mounts: mounts())
    let error = #expect(throws: AgentError.self) { try announcement.write() }
    #expect(error?.object == "/nowhere/at/all/shop.my.kafka.2" && error?.message.contains("ENOENT") == true)
  }
}
