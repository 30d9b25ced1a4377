import Testing

@testable import BrokerAgent

@Suite struct MountFinderTests {
  private static let table = """
    22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw,errors=continue
    23 22 0:21 / /proc rw - proc proc rw
    40 22 8:16 / /kafka-logs rw,noatime shared:7 master:2 - xfs /dev/sdb rw,attr2
    41 40 8:16 /.koperator /kafka-logs/.koperator rw - xfs /dev/sdb rw
    42 22 8:32 / /kafka-logs2 ro - ext4 /dev/sdc ro,errors=remount-ro
    43 22 8:48 / /with\\040space\\134 rw - ext4 /dev/sdd rw
    44 22 8:64 / /over rw - ext4 /dev/sde rw
    45 44 0:50 / /over rw - tmpfs none rw
    """

  private func find(_ path: String, _ device: String, piece: Int = 7) -> Mount? {
    var finder = MountFinder(path: path, device: device)
    var rest = Array(Self.table.utf8)[...]
    while !rest.isEmpty {
      finder.feed(rest.prefix(piece))
      rest = rest.dropFirst(piece)
    }
    return finder.finish()
  }

  @Test func theLongestMountPointAboveAPathIsIts() {
    #expect(
      find("/kafka-logs/kafka", "8:16") == Mount(point: "/kafka-logs", device: "8:16", type: "xfs", isReadOnly: false))
    #expect(find("/kafka-logs", "8:16")?.point == "/kafka-logs")
    #expect(find("/kafka-logs2/kafka", "8:32", piece: 1)?.isReadOnly == true)
    #expect(find("/kafka-logs3", "254:0")?.point == "/")
    #expect(find("/kafka-logs/.koperator/x", "8:16")?.point == "/kafka-logs/.koperator")
  }

  @Test func spacesAreWrittenAsDigits() { #expect(find("/with space\\/x", "8:48")?.point == "/with space\\") }

  @Test func theUpperOfTwoMountsCounts() {
    #expect(find("/over/x", "0:50")?.type == "tmpfs")
    #expect(find("/over/x", "8:64")?.type == "ext4")
  }

  @Test func aDeviceThatTheTableDoesNotKnowLeavesThePath() {
    #expect(find("/kafka-logs/kafka", "0:99")?.point == "/kafka-logs")
  }

  @Test func noBytesAtAllBringItDown() {
    var seed: UInt64 = 7
    let table = Array(Self.table.utf8)
    for _ in 0..<2_000 {
      var bytes = table
      for _ in 0..<20 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        bytes[Int(seed >> 33) % bytes.count] = [0x20, 0x0a, 0x2d, 0x5c, 0x2f, 0xff][Int(seed >> 20) % 6]
      }
      var finder = MountFinder(path: "/kafka-logs/kafka", device: "8:16")
      finder.feed(bytes[...])
      if let mount = finder.finish() { #expect("/kafka-logs/kafka".hasPrefix(mount.point)) }
    }
  }

  @Test func linesThatAreNoneArePassedOver() {
    var finder = MountFinder(path: "/a", device: "1:1")
    finder.feed(Array("\n\nx\n1 2 3 4 5 6 7\n- - - - - - - - -\n".utf8)[...])
    finder.feed([UInt8](repeating: 0x61, count: 1_000_000)[...])
    #expect(finder.finish() == nil)
  }
}
