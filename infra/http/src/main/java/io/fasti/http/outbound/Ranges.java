package io.fasti.http.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Which addresses are on the public internet. */
final class Ranges {
    /** Everything of IPv4 that is not for everybody: IANA's special-purpose registry, and Azure's metadata address. */
    private static final List<Range> IPV4_REFUSED = ranges(
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
                    + " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
                    + " 168.63.129.16/32");

    /** Global unicast is the only part of IPv6 that may be reached: this leaves out NAT64, ULA, link-local and the rest. */
    private static final List<Range> IPV6_ALLOWED = ranges("2000::/3");

    /** Inside global unicast: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address. */
    private static final List<Range> IPV6_REFUSED = ranges("2001::/23 2001:db8::/32 2002::/16 3fff::/20");

    private record Range(byte[] network, int bits) {
        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((address[bit >> 3] ^ network[bit >> 3]) & (0x80 >> (bit & 7))) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private Ranges() {}

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address
                ? !within(IPV4_REFUSED, bytes)
                : within(IPV6_ALLOWED, bytes) && !within(IPV6_REFUSED, bytes);
    }

    private static boolean within(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }

    private static List<Range> ranges(String text) {
        return Pattern.compile(" ").splitAsStream(text).map(Ranges::range).toList();
    }

    private static Range range(String text) {
        var slash = text.indexOf('/');
        return new Range(
                InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                Integer.parseInt(text.substring(slash + 1)));
    }
}
