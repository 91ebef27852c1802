#!/bin/sh
# A mail program that dies when it has read the letter: nobody knows whether it went.
cat > /dev/null
kill -9 $$
