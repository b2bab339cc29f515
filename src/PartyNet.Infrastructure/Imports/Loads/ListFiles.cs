using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Imports.Loads;

/// <inheritdoc cref="IListFiles"/>
internal sealed class ListFiles(PartyNetDbContext db, SecretBox box, UnreadableCells unreadable) : IListFiles
{
    private const int PartBytes = 192 << 10;

    public async Task KeepAsync(Guid loadId, ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        for (var (at, number) = (0, 0); at < file.Length; at += PartBytes, number++)
        {
            var id = Guid.CreateVersion7();
            // Cells hold text: whoever seals them anew reads and writes nothing else.
            var text = Convert.ToBase64String(file.Span.Slice(at, Math.Min(PartBytes, file.Length - at)));
            var part = new LoadPart { Id = id, LoadId = loadId, Number = number, Content = box.Seal(SecretField.LoadFile, id, text) };
            db.Set<LoadPart>().Add(part);
            await db.SaveChangesAsync(cancellationToken);
            db.Entry(part).State = EntityState.Detached;
        }
    }

    public async Task<byte[]?> ReadAsync(Guid loadId, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var parts = db.Set<LoadPart>().AsNoTracking().Where(p => p.LoadId == loadId).OrderBy(p => p.Number).AsAsyncEnumerable();
        using var file = new MemoryStream();
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            var opened = unreadable.Note(SecretField.LoadFile, part.Id, box.Open(SecretField.LoadFile, part.Id, part.Content));
            if (opened.Text is null)
                return null;
            file.Write(Convert.FromBase64String(opened.Text));
        }

        return file.ToArray();
    }
}
