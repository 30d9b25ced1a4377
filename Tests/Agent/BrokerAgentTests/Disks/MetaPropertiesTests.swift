import Testing

@testable import BrokerAgent

@Suite struct MetaPropertiesTests {
  private func parse(_ text: String) -> IdentityState { MetaProperties.parse(Array(text.utf8)) }

  @Test func whatKafkaWritesIsRead() {
    let identity = parse(
      "#\n#Fri Nov 27 15:00:00 UTC 2026\ncluster.id=MkU3OEVBNTcwNTJENDM2Qg\nversion=1\ndirectory.id=f_X2r9WqSdKtTnXzQ2bM3A\nnode.id=3\n"
    )
    #expect(identity.status == .present)
    #expect(identity.clusterID == "MkU3OEVBNTcwNTJENDM2Qg")
    #expect(identity.nodeID == 3)
    #expect(identity.directoryID == "f_X2r9WqSdKtTnXzQ2bM3A")
  }

  @Test func anOlderKafkasIsRead() {
    let identity = parse("version=0\r\nbroker.id=7\r\ncluster.id = a\\=b")
    #expect(identity.status == .present)
    #expect(identity.nodeID == 7)
    #expect(identity.clusterID == "a=b")
    #expect(identity.directoryID.isEmpty)
  }

  @Test(arguments: [
    "", "version=2\nnode.id=1\ncluster.id=x", "version=1\ncluster.id=x", "version=1\nnode.id=1",
    "version=0\ncluster.id=x",
    "version=1\nnode.id=one\ncluster.id=x", "version=1\nnode.id=-1\ncluster.id=x", "node.id=1\ncluster.id=x",
    "version=1\nnode.id=1\ncluster.id=\u{0}\u{0}", "garbage", "version=1\nnode.id=1\ncluster.id=a\\u12",
    "version=1\nnode.id=99999999999\ncluster.id=x",
    "version=1\nnode.id=1\ncluster.id=" + String(repeating: "x", count: 65),
  ])
  func whatKafkaWouldRefuseIsDamaged(text: String) { #expect(parse(text).status == .damaged) }

  /// Kafka writes the file at once, but a disk that was full or lost power keeps the beginning of it.
  @Test func aFileThatEndsTooEarlyIsDamagedWhereItEndsInsideAKeyOrBehindIt() {
    let whole = "version=1\ncluster.id=MkU3OEVBNTcwNTJENDM2Qg\nnode.id=3\ndirectory.id=f_X2r9WqSdKtTnXzQ2bM3A\n"
    for count in 0..<whole.utf8.count {
      let text = String(whole.utf8.prefix(count)) ?? ""
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      // A line that is not there at all, or whose value is cut, cannot be told from another file.
      let isCutInside = !line.isEmpty && line.split(separator: "=").count < 2
      let isDamaged = isCutInside || !text.contains("node.id=3")
      #expect((parse(text).status == .damaged) == isDamaged, "\(text)")
    }
  }

  @Test func noBytesAtAllBringItDown() {
    var seed: UInt64 = 42
    for round in 0..<2_000 {
      let bytes = (0..<(round % 200)).map { _ in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: seed >> 56)
      }
      let identity = MetaProperties.parse(bytes)
      #expect(identity.status == .damaged)
    }
  }
}
