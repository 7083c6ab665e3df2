// A MySQL client as small as it can be: log in, one statement, first column of the first row.
package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"
)

type database struct {
	host, user, password, name string
	port                       int
}

func databaseOf(o any) *database {
	if o == nil {
		return nil
	}
	return &database{str(o, "host"), str(o, "username"), str(o, "password"), str(o, "name"), num(o, 3306, "port")}
}

type mysql struct {
	net.Conn
	seq byte
}

func (m *mysql) read() ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(m, head); err != nil {
		return nil, err
	}
	m.seq = head[3] + 1
	body := make([]byte, int(head[0])|int(head[1])<<8|int(head[2])<<16)
	_, err := io.ReadFull(m, body)
	if err == nil && len(body) == 0 {
		err = errors.New("empty packet")
	}
	if err == nil && body[0] == 0xff && len(body) > 9 {
		err = fmt.Errorf("Error %d: %s", binary.LittleEndian.Uint16(body[1:]), body[9:])
	}
	return body, err
}

func (m *mysql) write(b []byte) error {
	n := len(b)
	_, err := m.Write(append([]byte{byte(n), byte(n >> 8), byte(n >> 16), m.seq}, b...))
	return err
}

func xor(a, b []byte) []byte {
	out := make([]byte, len(a))
	for i := range a {
		out[i] = a[i] ^ b[i%len(b)]
	}
	return out
}

func scramble(plugin, password string, seed []byte) []byte {
	if password == "" {
		return nil
	}
	if plugin == "caching_sha2_password" {
		one := sha256.Sum256([]byte(password))
		two := sha256.Sum256(one[:])
		three := sha256.Sum256(append(two[:], seed...))
		return xor(one[:], three[:])
	}
	one := sha1.Sum([]byte(password))
	two := sha1.Sum(one[:])
	three := sha1.Sum(append(append([]byte{}, seed...), two[:]...))
	return xor(one[:], three[:])
}

func cutZero(b []byte) (string, []byte) {
	for i, c := range b {
		if c == 0 {
			return string(b[:i]), b[i+1:]
		}
	}
	return string(b), nil
}

func (d *database) connect() (*mysql, error) {
	c, err := net.DialTimeout("tcp", net.JoinHostPort(d.host, strconv.Itoa(d.port)), 3*time.Second)
	if err != nil {
		return nil, err
	}
	m := &mysql{Conn: c}
	c.SetDeadline(time.Now().Add(5 * time.Second))
	if err := m.login(d); err != nil {
		c.Close()
		return nil, err
	}
	return m, nil
}

func (m *mysql) login(d *database) error {
	hello, err := m.read()
	if err != nil {
		return err
	}
	if hello[0] != 10 {
		return fmt.Errorf("handshake version %d", hello[0])
	}
	_, rest := cutZero(hello[1:])
	if len(rest) < 31+12 {
		return errors.New("handshake is too short")
	}
	seed := append([]byte{}, rest[4:12]...)
	seed = append(seed, rest[31:43]...) // 13 bytes, the last is 0
	plugin, _ := cutZero(rest[44:])
	if plugin != "caching_sha2_password" {
		plugin = "mysql_native_password"
	}
	// long password, with database, protocol 4.1, transactions, secure connection, plugin auth
	answer := binary.LittleEndian.AppendUint32(nil, 0x1|0x8|0x200|0x2000|0x8000|0x80000)
	answer = binary.LittleEndian.AppendUint32(answer, 1<<24-1)
	answer = append(answer, 45) // utf8mb4_general_ci
	answer = append(answer, make([]byte, 23)...)
	answer = append(append(answer, d.user...), 0)
	token := scramble(plugin, d.password, seed)
	answer = append(append(answer, byte(len(token))), token...)
	answer = append(append(answer, d.name...), 0)
	answer = append(append(answer, plugin...), 0)
	if err := m.write(answer); err != nil {
		return err
	}
	for {
		b, err := m.read()
		if err != nil {
			return err
		}
		switch {
		case b[0] == 0:
			return nil
		case b[0] == 0xfe: // the server wants another plugin
			var data []byte
			plugin, data = cutZero(b[1:])
			if len(data) < 20 {
				return fmt.Errorf("authentication plugin %s is not supported", plugin)
			}
			seed = data[:20]
			err = m.write(scramble(plugin, d.password, seed))
		case b[0] == 1 && len(b) > 1 && b[1] == 4: // the whole password, under the server's public key
			err = m.write([]byte{2})
		case b[0] == 1 && len(b) > 2:
			block, _ := pem.Decode(b[1:])
			if block == nil {
				return errors.New("no public key from the server")
			}
			key, e := x509.ParsePKIXPublicKey(block.Bytes)
			if e != nil {
				return e
			}
			public, ok := key.(*rsa.PublicKey)
			if !ok {
				return errors.New("the server's public key is not RSA")
			}
			secret, e := rsa.EncryptOAEP(sha1.New(), rand.Reader, public, xor(append([]byte(d.password), 0), seed), nil)
			if e != nil {
				return e
			}
			err = m.write(secret)
		}
		if err != nil {
			return err
		}
	}
}

// query runs one statement on a connection of its own; it gives the first column of the first row, or nothing.
func (d *database) query(statement string) (string, error) {
	m, err := d.connect()
	if err != nil {
		return "", err
	}
	defer m.Close()
	return m.query(statement)
}

func (m *mysql) query(statement string) (string, error) {
	m.seq = 0
	if err := m.write(append([]byte{3}, statement...)); err != nil {
		return "", err
	}
	b, err := m.read()
	if err != nil || b[0] == 0 {
		return "", err
	}
	value, ends, first := "", 0, true
	for ends < 2 {
		if b, err = m.read(); err != nil {
			return "", err
		}
		if b[0] == 0xfe && len(b) < 9 {
			ends++
		} else if ends == 1 && first && b[0] < 0xfb && len(b) > int(b[0]) {
			value, first = string(b[1:1+int(b[0])]), false
		}
	}
	return value, nil
}
