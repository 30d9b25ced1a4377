// OpenSSL for Swift: the headers, and typed wrappers for what are macros there.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Macros and variadic functions, with types.
static inline int koperator_ctx_set_min_version(SSL_CTX *context, int version) {
  return SSL_CTX_set_min_proto_version(context, version);
}
static inline void koperator_ctx_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }
static inline void koperator_ctx_no_session_cache(SSL_CTX *context) {
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}
static inline int koperator_set_host_name(SSL *ssl, const char *name) { return SSL_set_tlsext_host_name(ssl, name); }
static inline long koperator_mem_data(BIO *bio, char **data) { return BIO_get_mem_data(bio, data); }
static inline int koperator_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }
static inline const GENERAL_NAME *koperator_names_value(const GENERAL_NAMES *names, int index) {
  return sk_GENERAL_NAME_value(names, index);
}
static inline int koperator_name_type(const GENERAL_NAME *name) { return name->type; }
static inline const unsigned char *koperator_name_data(const GENERAL_NAME *name, int *length) {
  // DNS, URI and IP names are all strings of bytes.
  *length = ASN1_STRING_length(name->d.ia5);
  return ASN1_STRING_get0_data(name->d.ia5);
}
static inline void koperator_ctx_set_options(SSL_CTX *context) {
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
}
static inline int koperator_print_subject(BIO *bio, const X509 *certificate) {
  return X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
}
