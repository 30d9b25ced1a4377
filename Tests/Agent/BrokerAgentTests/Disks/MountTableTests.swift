import Testing

@testable import BrokerAgent

@Suite struct MountTableTests {
  private static let line = "40 22 8:16 / /kafka-logs rw,noatime shared:7 - xfs /dev/sdb rw,attr2\n"

  @Test func itIsReadOnceForAll() {
    let scratch = ScratchFolder()
    scratch.file("mountinfo", Self.line)
    let table = MountTable("\(scratch.path)/mountinfo")
    let first = table.version()
    #expect(table.mount(above: "/kafka-logs/kafka", on: "8:16")?.type == "xfs")
    #expect(table.mount(above: "/other", on: "8:16") == nil)
    #expect(table.version(isFresh: true) == first)
    scratch.file("mountinfo", Self.line.replacing("/dev/sdb rw", with: "/dev/sdb ro"))
    #expect(table.version(isFresh: true) == first + 1)
    #expect(table.mount(above: "/kafka-logs/kafka", on: "8:16")?.isReadOnly == true)
  }

  @Test func oneThatCannotBeReadShowsNothing() {
    let scratch = ScratchFolder()
    let table = MountTable("\(scratch.path)/mountinfo")
    #expect(table.version() == 1)
    #expect(table.mount(above: "/kafka-logs/kafka", on: "8:16") == nil)
  }

  @Test func thereIsOneOfThisProcess() {
    let table = MountTable()
    _ = table.version()
    #expect(table.mount(above: "/proc/self", on: "")?.point == "/proc")
  }
}
