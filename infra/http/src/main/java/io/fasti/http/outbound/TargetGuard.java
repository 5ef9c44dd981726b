package io.fasti.http.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request may go to an address that somebody else gave, so that nobody can make Fasti call the machines
 * around it (server-side request forgery).
 *
 * <p>{@link #check} looks at the address as it is written, {@link #resolve} at what its host resolves to. What resolve
 * returns is what must be connected to: looking the name up again would let its owner answer differently.
 */
public final class TargetGuard {
    /** Looks names up; the system's resolver, except in tests. */
    public interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private static final Pattern NAME =
            Pattern.compile("(?i)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.?");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?i)(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}(?<!\\.)");
    private static final int HTTPS = 443;

    private final boolean allowPrivate;
    private final Names names;

    public TargetGuard(boolean allowPrivate) {
        this(allowPrivate, InetAddress::getAllByName);
    }

    public TargetGuard(boolean allowPrivate, Names names) {
        this.allowPrivate = allowPrivate;
        this.names = names;
    }

    /** Checks scheme, user part, port and the spelling of the host. */
    public URI check(String address) throws ForbiddenTarget {
        URI uri;
        try {
            uri = new URI(address).parseServerAuthority();
        } catch (URISyntaxException _) {
            throw new ForbiddenTarget("is not a valid address");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            throw new ForbiddenTarget("must begin with https://");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawAuthority().contains("@")) {
            throw new ForbiddenTarget("must have a host and no user part");
        }
        if (!allowPrivate && uri.getPort() != -1 && uri.getPort() != HTTPS) {
            throw new ForbiddenTarget("must use port 443");
        }
        var literal = literal(uri.getHost());
        if (literal != null) {
            check(literal);
        }
        return uri;
    }

    /** Looks the host up, once, and gives all its addresses; none of them may be private. */
    public InetAddress[] resolve(String host) throws ForbiddenTarget, UnknownHostException {
        var literal = literal(host);
        var addresses = literal != null ? new InetAddress[] {literal} : names.lookUp(host);
        for (var address : addresses) {
            check(address);
        }
        return addresses;
    }

    private void check(InetAddress address) throws ForbiddenTarget {
        if (!allowPrivate && !Ranges.isPublic(address)) {
            throw new ForbiddenTarget("leads to an address that is not public");
        }
    }

    /** The address that a host spells out, or null when it is a name. Other spellings of addresses are refused. */
    private static @Nullable InetAddress literal(String host) throws ForbiddenTarget {
        if (host.startsWith("[") || host.indexOf(':') >= 0) {
            return ipv6(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        }
        if (IPV4.matcher(host).matches()) {
            return InetAddress.ofLiteral(host);
        }
        if (!NAME.matcher(host).matches() || ENDS_IN_NUMBER.matcher(host).matches()) {
            throw new ForbiddenTarget("must have a host name or an ordinary IP address");
        }
        return null;
    }

    private static InetAddress ipv6(String text) throws ForbiddenTarget {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            throw new ForbiddenTarget("must have a host name or an ordinary IP address");
        }
        if (address instanceof Inet4Address || text.indexOf('%') >= 0) {
            throw new ForbiddenTarget("must not hide an IPv4 address or name an interface");
        }
        return address;
    }
}
