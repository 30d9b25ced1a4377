// libcurl for Swift: its options are set by a variadic function, which Swift cannot call.
#pragma once
#include <curl/curl.h>
