import Testing

@testable import BrokerAgent

@Suite struct ProgramPagesTests {
  @Test func onlyCodeOfFilesIsMeant() {
    func code(_ line: String) -> [UInt]? { ProgramPages.codeOfFile(Array(line.utf8)[...]).map { [$0.start, $0.end] } }
    #expect(
      code("00236000-00a6f000 r-xp 00024000 fe:00 16638663                           /agent") == [0x236000, 0xa6f000])
    #expect(code("00211000-00235000 r--p 00000000 fe:00 16638663                           /agent") == nil)
    #expect(code("00af4000-00cae000 rw-p 008e0000 fe:00 16638663                           /agent") == nil)
    #expect(code("00af4000-00cae000 rwxp 008e0000 fe:00 16638663                           /agent") == nil)
    #expect(code("7f2954ec0000-7f2954ec2000 r-xp 00000000 00:00 0                          [vdso]") == nil)
    #expect(code("7f2954ec0000-7f2954ec2000 r-xp 00000000 00:00 0 ") == nil)
    #expect(code("a6f000-236000 r-xp 00024000 fe:00 1 /agent") == nil)
    #expect(code("") == nil)
  }

  @Test func theProcessGoesOn() {
    ProgramPages.release()
    #expect((1...100).reduce(0, +) == 5_050)
  }
}
