import Testing

@testable import Sandbox

struct NetworkAddressTests {
  @Test func theRangeOfOneSandboxIsNotGivenToAnother() throws {
    let first = try AddressSpace.claim(from: 180...190)
    let second = try AddressSpace.claim(from: 180...190)
    #expect(first.range != second.range)
    let preferred = try AddressSpace.claim(preferring: first.range, from: 180...190)
    #expect(preferred.range != first.range)
  }

  @Test func theRangeOfAnEndedSandboxIsFreeAgain() throws {
    var first: AddressSpace? = try AddressSpace.claim(from: 191...200)
    let range = try #require(first?.range)
    first = nil
    let again = try AddressSpace.claim(preferring: range, from: 191...200)
    #expect(again.range == range)
  }

  @Test func aRangeInWhichSomebodyListensIsPassedOver() throws {
    let listener = try LoopbackListener("127.201.3.4", port: 9092)
    let space = try AddressSpace.claim(from: 201...205)
    #expect(space.range != AddressRange(number: 201))
    _ = listener
  }

  @Test func whereEveryRangeIsTakenTheErrorSaysWhatToDo() throws {
    let held = try AddressSpace.claim(from: 206...206)
    #expect {
      try AddressSpace.claim(from: 206...206)
    } throws: { error in
      guard let error = error as? AddressSpaceError else { return false }
      return error.code == .noFreeRange && error.message.contains("stop one of them")
    }
    #expect(held.range.description == "127.206.0.0/16")
  }

  @Test func whatThereIsOneOfHasTheLowEnd() throws {
    let range = try #require(AddressRange("127.42.0.0/16"))
    #expect(range.apiServer == "127.42.0.1")
    #expect(range.controlPlane == "127.42.0.2")
    #expect(range.node(1) == "127.42.0.11")
    var pool = AddressPool(range: range)
    let next = pool.take()
    #expect(next == "127.42.1.1")
  }

  @Test(arguments: ["127.0.0.0/16", "127.255.0.0/16", "127.42.0.0/24", "10.42.0.0/16", "127.42.1.0/16", ""])
  func whatIsNoRangeOfASandboxIsNotRead(text: String) { #expect(AddressRange(text) == nil) }

  @Test func anAddressThatIsGivenBackIsTheLastToBeTakenAgain() throws {
    var pool = AddressPool(range: try #require(AddressRange(number: 42)))
    let taking = pool.take()
    let first = try #require(taking)
    pool.release(first)
    var taken = 0
    while let address = pool.take(), address != first { taken += 1 }
    #expect(taken > 64_000)
  }

  @Test func allAddressesAreGivenOnceAndNoneMore() throws {
    var pool = AddressPool(range: try #require(AddressRange(number: 42)))
    var all: Set<String> = []
    while let address = pool.take() { #expect(all.insert(address).inserted) }
    #expect(all.count == pool.count)
    #expect(all.allSatisfy { !$0.hasSuffix(".0") && !$0.hasSuffix(".255") && !$0.hasPrefix("127.42.0.") })
    pool.release("127.42.9.9")
    let next = pool.take()
    #expect(next == "127.42.9.9")
  }

  @Test func aTakenAddressIsNotTakenAgain() throws {
    var pool = AddressPool(range: try #require(AddressRange(number: 42)))
    let results = ["127.42.1.1", "127.42.1.1", "127.43.1.1", "127.42.0.1"].map { pool.take($0) }
    #expect(results == [true, false, false, false])
    let next = pool.take()
    #expect(next == "127.42.1.2")
  }

  @Test func theTableOfSocketsTellsWhoListens() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0102032A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
         1: 01022A7F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
         2: 01022B7F:1F90 00000000:0000 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
         3: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
         4: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
      """
    #expect(
      ListeningSockets.ranges(in: table)
        == [AddressRange(number: 42)].compactMap(\.self).reduce(into: []) { $0.insert($1) })
  }
}
