import BrokerConfig
import Testing

@Suite struct StartScriptTests {
  @Test func theScriptIsPlainASCIIWithoutTabsSoThatAConfigMapShowsItAsItIs() {
    let odd = StartScript.text.unicodeScalars.filter { $0.value > 126 || ($0.value < 32 && $0 != "\n") }
    #expect(odd.isEmpty)
    #expect(StartScript.text.hasPrefix("#!/usr/bin/env bash\n"))
    #expect(StartScript.text.hasSuffix("\n") && !StartScript.text.hasSuffix("\n\n"))
  }

  @Test func aRefusedStartEndsWithTheStatusThatIsDocumented() {
    #expect(StartScript.text.contains("\n  exit \(StartScript.refusalStatus)\n"))
  }
}
