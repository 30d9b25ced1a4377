import KubernetesClient
import KubernetesObjects
import Testing

struct TokenSourceTests {
  @Test func theFileIsReadAgainAfterAMinute() throws {
    var files = Files(["/t": " one\n"])
    var source = TokenSource(path: "/t")
    #expect(try source.token(at: 100, read: files.read) == SecretText("one"))
    files.contents["/t"] = "two"
    #expect(try source.token(at: 159, read: files.read) == SecretText("one"))
    #expect(try source.token(at: 160, read: files.read) == SecretText("two"))
  }

  @Test func aRefusedTokenIsReadAgainAtOnce() throws {
    var files = Files(["/t": "one"])
    var source = TokenSource(path: "/t")
    _ = try source.token(at: 0, read: files.read)
    files.contents["/t"] = "two"
    source.refused()
    #expect(try source.token(at: 0, read: files.read) == SecretText("two"))
  }

  @Test func theTokenBeforeServesWhileTheFileIsAway() throws {
    var files = Files(["/t": "one"])
    var source = TokenSource(path: "/t")
    _ = try source.token(at: 0, read: files.read)
    files.contents["/t"] = nil
    #expect(try source.token(at: 60, read: files.read) == SecretText("one"))
    files.contents["/t"] = "\n"
    #expect(try source.token(at: 120, read: files.read) == SecretText("one"))
    files.contents["/t"] = "two"
    #expect(try source.token(at: 121, read: files.read) == SecretText("two"))
  }

  @Test func theFallbackServesUntilTheFileIsThere() throws {
    var files = Files([:])
    var source = TokenSource(path: "/t", fallback: SecretText("zero"))
    #expect(try source.token(at: 0, read: files.read) == SecretText("zero"))
    files.contents["/t"] = "one"
    #expect(try source.token(at: 1, read: files.read) == SecretText("one"))
  }

  @Test func withoutAnyTokenTheFileIsNamed() {
    var source = TokenSource(path: "/t")
    let missing = #expect(throws: ConfigurationError.self) { try source.token(at: 0, read: Files([:]).read) }
    #expect(missing?.file == "/t")
    let empty = #expect(throws: ConfigurationError.self) { try source.token(at: 0, read: Files(["/t": " "]).read) }
    #expect(empty?.message == "the token cannot be read: the file is empty")
  }
}
