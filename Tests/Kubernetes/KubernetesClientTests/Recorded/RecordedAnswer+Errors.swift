import KubernetesClient

/// Answers of kube-apiserver 1.37.2 as they came: errors.
extension RecordedAnswer {
  static let alreadyExists = RecordedAnswer(
    status: 409, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"a\" already exis\#
      ts","reason":"AlreadyExists","details":{"name":"a","kind":"configmaps"},"code":409}

      """#)

  static let notFound = RecordedAnswer(
    status: 404, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"none\" not found\#
      ","reason":"NotFound","details":{"name":"none","kind":"configmaps"},"code":404}

      """#)

  static let notServed = RecordedAnswer(
    status: 404, headers: [],
    text: #"""
      404 page not found

      """#)

  static let notServedInGroup = RecordedAnswer(
    status: 404, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server could not find the\#
       requested resource","reason":"NotFound","details":{},"code":404}

      """#)

  static let conflict = RecordedAnswer(
    status: 409, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled\#
       on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try\#
       again","reason":"Conflict","details":{"name":"a","kind":"configmaps"},"code":409}

      """#)

  static let preconditionUID = RecordedAnswer(
    status: 409, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled\#
       on ConfigMap \"a\": the UID in the precondition (11111111-2222-3333-4444-555555555555) does not match the U\#
      ID in record (9d8c8af3-930c-48b2-b77c-a01bbd017eae). The object might have been deleted and then recreated",\#
      "reason":"Conflict","details":{"name":"a","kind":"ConfigMap"},"code":409}

      """#)

  static let applyConflict = RecordedAnswer(
    status: 409, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Apply failed with 1 conflict:\#
       conflict with \"one\": .data.k","reason":"Conflict","details":{"causes":[{"reason":"FieldManagerConflict","\#
      message":"conflict with \"one\"","field":".data.k"}]},"code":409}

      """#)

  static let invalid = RecordedAnswer(
    status: 422, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Service \"Bad_Name\" is inval\#
      id: [metadata.name: Invalid value: \"Bad_Name\": a lowercase RFC 1123 label must consist of lower case alpha\#
      numeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-a\#
      bc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?'), metadata.labels: Invalid value: \"a b\":\#
       name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanum\#
      eric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Z\#
      a-z0-9_.]*)?[A-Za-z0-9]'), spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive, spe\#
      c.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive]","reason":"Invalid","detail\#
      s":{"name":"Bad_Name","kind":"Service","causes":[{"reason":"FieldValueInvalid","message":"Invalid value: \"B\#
      ad_Name\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must st\#
      art and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-\#
      z0-9]([-a-z0-9]*[a-z0-9])?')","field":"metadata.name"},{"reason":"FieldValueInvalid","message":"Invalid valu\#
      e: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with\#
       an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Z\#
      a-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')","field":"metadata.labels"},{"reason":"FieldValueInvalid","message":"I\#
      nvalid value: 0: must be between 1 and 65535, inclusive","field":"spec.ports[0].port"},{"reason":"FieldValue\#
      Invalid","message":"Invalid value: 0: must be between 1 and 65535, inclusive","field":"spec.ports[0].targetP\#
      ort"}]},"code":422}

      """#)

  static let forbidden = RecordedAnswer(
    status: 403, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"secrets is forbidden: User \"\#
      system:serviceaccount:kafka:operator\" cannot list resource \"secrets\" in API group \"\" in the namespace \\#
      "default\"","reason":"Forbidden","details":{"kind":"secrets"},"code":403}

      """#)

  static let forbiddenCreate = RecordedAnswer(
    status: 403, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"deployments.apps is forbidden\#
      : User \"bob\" cannot create resource \"deployments\" in API group \"apps\" in the namespace \"kafka\"","rea\#
      son":"Forbidden","details":{"group":"apps","kind":"deployments"},"code":403}

      """#)

  static let unauthorized = RecordedAnswer(
    status: 401, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unaut\#
      horized","code":401}

      """#)

  static let badRequestStrict = RecordedAnswer(
    status: 400, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ConfigMap in version \"v1\" c\#
      annot be handled as a ConfigMap: strict decoding error: unknown field \"dta\"","reason":"BadRequest","code":\#
      400}

      """#)

  static let badRequest = RecordedAnswer(
    status: 400, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"unable to parse requirement:\#
       found 'b', expected: in, notin, =, ==, !=, gt, lt","reason":"BadRequest","code":400}

      """#)

  static let unsupportedMediaType = RecordedAnswer(
    status: 415, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the body of the request was i\#
      n an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kube\#
      rnetes.protobuf","reason":"UnsupportedMediaType","code":415}

      """#)

  static let notAcceptable = RecordedAnswer(
    status: 406, headers: [],
    text: #"""
      {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Failure",
        "message": "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, applicat\#
      ion/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch\#
      ",
        "reason": "NotAcceptable",
        "details": {},
        "code": 406
      }
      """#)

  static let methodNotAllowed = RecordedAnswer(
    status: 405, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server does not allow thi\#
      s method on the requested resource","reason":"MethodNotAllowed","details":{},"code":405}

      """#)

  static let tooLarge = RecordedAnswer(
    status: 413, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Request entity too large: lim\#
      it is 3145728","reason":"RequestEntityTooLarge","code":413}

      """#)

  static let timeout = RecordedAnswer(
    status: 504, headers: [],
    text: #"""
      {"metadata":{},"status":"Failure","message":"Timeout: request did not complete within the allotted timeout",\#
      "reason":"Timeout","details":{},"code":504}

      """#)

  static let evictionRefused = RecordedAnswer(
    status: 429, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Cannot evict pod as it would\#
       violate the pod's disruption budget.","reason":"TooManyRequests","details":{"causes":[{"reason":"Disruption\#
      Budget","message":"The disruption budget p needs 1 healthy pods and has 1 currently"}]},"code":429}

      """#)

  static let namespaceTerminating = RecordedAnswer(
    status: 403, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"configmaps \"new\" is forbidd\#
      en: unable to create new content in namespace going because it is being terminated","reason":"Forbidden","de\#
      tails":{"name":"new","kind":"configmaps","causes":[{"reason":"NamespaceTerminating","message":"namespace goi\#
      ng is being terminated","field":"metadata.namespace"}]},"code":403}

      """#)

  static let expiredContinue = RecordedAnswer(
    status: 410, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{"continue":"eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0I\#
      joicGFnZS0xXHUwMDAwIn0"},"status":"Failure","message":"The provided continue parameter is too old to display\#
       a consistent list result. You can start a new list without the continue parameter, or use the continue toke\#
      n in this response to retrieve the remainder of the results. Continuing with the provided token results in a\#
      n inconsistent list - objects that were created, modified, or deleted between the time the first chunk was r\#
      eturned and now may show up in the list.","reason":"Expired","code":410}

      """#)

  static let expiredList = RecordedAnswer(
    status: 410, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"The resourceVersion for the p\#
      rovided list is too old.","reason":"Expired","code":410}

      """#)

  static let tooLargeResourceVersion = RecordedAnswer(
    status: 504,
    headers: [
      HeaderField("Retry-After", #"1"#),
      HeaderField("Date", #"Fri, 27 Nov 2026 00:33:31 GMT"#),
    ],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: Too large resource v\#
      ersion: 99999999, current: 290","reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge",\#
      "message":"Too large resource version"}],"retryAfterSeconds":1},"code":504}

      """#)

  static let watchInvalid = RecordedAnswer(
    status: 500, headers: [],
    text: #"""
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"resourceVersion: Invalid valu\#
      e: \"x\": strconv.ParseUint: parsing \"x\": invalid syntax","code":500}

      """#)
}
