import KubernetesClient
import Testing

@Suite struct DirtyKeysTests {
  @Test func aKeyThatIsMarkedOftenIsTakenOnce() {
    var dirty = DirtyKeys<String>()
    for key in ["a", "b", "a", "c", "b"] { dirty.mark(key) }
    let taken = dirty.take()
    #expect(taken == ["a", "b", "c"] && dirty.isEmpty)
  }

  @Test func onlyTheFirstMarkWakesWhoeverWaits() {
    var dirty = DirtyKeys<String>()
    let first = dirty.mark("a")
    let second = dirty.mark("b")
    _ = dirty.take()
    let third = dirty.mark("a")
    #expect(first && !second && third)
  }

  @Test func theyCanBeTakenInParts() {
    var dirty = DirtyKeys<Int>()
    for key in 0..<5 { dirty.mark(key) }
    let first = dirty.take(atMost: 2)
    dirty.mark(0)
    let rest = dirty.take(atMost: 4)
    #expect(first == [0, 1] && rest == [2, 3, 4, 0])
    #expect(dirty.count == 0)
  }
}
