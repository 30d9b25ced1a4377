import Synchronization

/// The credentials of the requests to come.
final class CredentialStore: Sendable {
  private let state: Mutex<HTTPClientCredentials>

  init(_ credentials: HTTPClientCredentials) { state = Mutex(credentials) }

  var value: HTTPClientCredentials {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
