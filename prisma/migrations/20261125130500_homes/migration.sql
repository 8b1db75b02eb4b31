-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "homes" JSONB;

-- AlterTable
ALTER TABLE "Apartment" ADD COLUMN     "home" JSONB;
