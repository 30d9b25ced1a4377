import Glibc
import Testing

@testable import BrokerAgent

@Suite struct DiscoveryReaderTests {
  @Test func brokersComeChangeAndGoWithTheirFiles() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    for id in [1, 2] { fixtures.pod(id, settings: "node.id=\(id)") }
    fixtures.announce(1)
    let first = reader.look()
    #expect(first.foundIDs == [1] && first.gone.isEmpty && first.problems.isEmpty)
    #expect(first.settings.map(\.look) == [.content(Array("node.id=1".utf8))])
    #expect(first.found.first?.watched.paths.place(of: "/kafka-logs/kafka") == fixtures.volume(1) + "/kafka")
    fixtures.announce(2)
    #expect(reader.look().foundIDs == [2])
    fixtures.announce(2, ["POD_IP": "127.0.0.2"])
    let changed = reader.look()
    #expect(changed.found.map(\.watched.broker.address) == ["127.0.0.2"] && changed.gone.isEmpty)
    fixtures.withdraw(1)
    let gone = reader.look()
    #expect(gone.gone == ["kafka.kafka.1"] && gone.found.isEmpty)
    let last = reader.look()
    #expect(last.gone.isEmpty && last.found.isEmpty && last.problems.isEmpty)
  }

  @Test func aBrokerGoesWithItsPodThoughItsFileStays() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1)
    #expect(reader.look().foundIDs == [1])
    fixtures.deletePod(1)
    let gone = reader.look()
    #expect(gone.gone == ["kafka.kafka.1"] && gone.problems.map(\.isExpected) == [true])
    #expect(reader.look().problems.isEmpty)
    // Its next pod on this node writes the file anew.
    fixtures.pod(7, settings: "node.id=1")
    fixtures.announce(7, as: "kafka.kafka.1", ["BROKER_ID": "1"])
    #expect(reader.look().found.map(\.watched.broker.podUID) == [DiscoveryFixtures.uid(7)])
  }

  @Test func aBadFileIsSaidOnceAndDisturbsNobody() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    for id in 1...3 { fixtures.pod(id, settings: "node.id=\(id)") }
    fixtures.announce(1)
    fixtures.announce(2, ["POD_IP": "nowhere"])
    fixtures.announce(3)
    let look = reader.look()
    #expect(look.foundIDs == [1, 3])
    #expect(look.problems.map(\.path) == ["\(fixtures.folder)/kafka.kafka.2"])
    #expect(look.problems.first?.text.hasPrefix("POD_IP: 'nowhere'") == true)
    #expect(reader.look().problems.isEmpty)
    fixtures.announce(2)
    let healed = reader.look()
    #expect(healed.foundIDs == [2] && healed.problems.map(\.text) == [""])
  }

  @Test func aFileThatTurnsBadChangesNothing() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1)
    #expect(reader.look().foundIDs == [1])
    fixtures.put("kafka.kafka.1", "BROKER_ID=x\n")
    let bad = reader.look()
    #expect(bad.gone.isEmpty && bad.found.isEmpty && bad.problems.count == 1)
    fixtures.announce(1)
    let good = reader.look()
    #expect(good.gone.isEmpty && good.found.isEmpty && good.problems.map(\.text) == [""])
  }

  @Test func aFolderThatCannotBeReadTakesNobody() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1)
    #expect(reader.look().foundIDs == [1])
    rename(fixtures.folder, fixtures.folder + "-away")
    let away = reader.look()
    #expect(away.gone.isEmpty && away.problems.map(\.path) == [fixtures.folder])
    #expect(away.problems.first?.text.contains("ENOENT") == true)
    rename(fixtures.folder + "-away", fixtures.folder)
    let back = reader.look()
    #expect(back.gone.isEmpty && back.found.isEmpty && back.problems.map(\.text) == [""])
  }

  /// Where the kubelet's folder is not mounted, no pod is gone.
  @Test func withoutTheFolderOfPodsNobodyIsTaken() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1)
    #expect(reader.look().foundIDs == [1])
    rename(fixtures.pods, fixtures.pods + "-away")
    let away = reader.look()
    #expect(away.gone.isEmpty && away.problems.map(\.path) == [fixtures.pods])
    #expect(away.problems.first?.text.hasPrefix("PODS_FOLDER cannot be seen: ENOENT") == true)
    rename(fixtures.pods + "-away", fixtures.pods)
    let back = reader.look()
    #expect(back.gone.isEmpty && back.found.isEmpty && back.problems.map(\.text) == [""])
  }

  @Test func ofTwoFilesForOneBrokerTheFirstCounts() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1, as: "a")
    fixtures.announce(1, as: "b", ["POD_IP": "127.0.0.2"])
    let look = reader.look()
    #expect(look.found.map(\.file) == ["a"])
    #expect(look.problems.first?.text.contains("kafka/kafka/1 is that of the file a") == true)
    fixtures.scratch.remove("discovery/a")
    let next = reader.look()
    #expect(next.gone == ["a"] && next.found.map(\.file) == ["b"])
  }

  @Test func noMoreBrokersAreWatchedThanTheServerTakesOfOneAgent() {
    let fixtures = DiscoveryFixtures()
    let reader = DiscoveryReader(folder: fixtures.folder, podsFolder: nil)
    for id in 1...514 { fixtures.announce(id) }
    let look = reader.look()
    #expect(look.found.count == 512 && look.problems.count == 2)
    #expect(look.problems.allSatisfy { $0.text.contains("512 brokers") })
    fixtures.withdraw(1)
    #expect(reader.look().found.count == 1)
  }

  @Test func whatIsTooLongAPipeAFolderOrHiddenIsNoBroker() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.scratch.folder("discovery/folder")
    fixtures.scratch.file("discovery/.hidden", DiscoveryFixtures.text(1))
    fixtures.put("long", DiscoveryFixtures.text(1) + String(repeating: "#\n", count: 40_000))
    mkfifo("\(fixtures.folder)/pipe", 0o600)
    let look = reader.look()
    #expect(look.found.isEmpty)
    #expect(look.problems.map(\.path) == ["\(fixtures.folder)/long", "\(fixtures.folder)/pipe"])
    #expect(look.problems.first?.text.contains("65536 bytes") == true)
  }

  @Test func aVolumeThatIsNotMountedIsSaidAndFoundLater() {
    let fixtures = DiscoveryFixtures()
    fixtures.scratch.file("mountinfo", "")
    let reader = DiscoveryReader(
      folder: fixtures.folder, podsFolder: fixtures.pods, mountTable: "\(fixtures.scratch.path)/mountinfo")
    fixtures.pod(1, settings: "node.id=1")
    fixtures.announce(1, ["VOLUMES": "/kafka-logs=259:3:/,/config=kubernetes.io~configmap/broker-config"])
    let look = reader.look()
    #expect(look.foundIDs == [1])
    #expect(look.problems.first?.text.contains("'/kafka-logs=259:3:/'") == true)
    let point = "\(fixtures.pods)/\(DiscoveryFixtures.uid(1))/volumes/kubernetes.io~csi/pvc-1/mount"
    fixtures.scratch.file("mountinfo", "602 601 259:3 / \(point) rw master:20 - ext4 /dev/nvme1n1 rw\n")
    var found: [DiscoveryLook.Found] = []
    for _ in 0..<20 where found.isEmpty { found = reader.look().found }
    #expect(found.first?.watched.paths.place(of: "/kafka-logs/kafka") == point + "/kafka")
  }

  @Test func aConfigurationOnNoVolumeIsSaid() {
    let fixtures = DiscoveryFixtures()
    let reader = fixtures.reader()
    fixtures.pod(1)
    fixtures.announce(1, ["KAFKA_CONFIG": "/etc/kafka/server.properties"])
    #expect(reader.look().problems.first?.text.hasPrefix("KAFKA_CONFIG: none of VOLUMES") == true)
  }
}
